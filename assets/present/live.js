/* Phones that follow: starting and ending a session, and telling the server what is shown. */
import { twice } from "./keys.js";
import { Refused, send } from "./net.js";

const BEAT_MS = 60000;
const AGAIN_MS = 3000;
const OWN = /^(localhost|127\.|\[::1\])/;

export class Live {
  constructor(root, agenda, { say, changed }) {
    Object.assign(this, { root, agenda, say, changed, session: null, sent: "", wanted: null, busy: false });
    this.button = root.querySelector("button");
    this.state = root.querySelector("p");
    this.end = twice(() => this.stop(), () => this.label("Press again to end"));
    this.button.addEventListener("click", () => (this.session ? this.end() : this.start()));
    setInterval(() => this.session && this.push(), BEAT_MS);
  }

  label(words) {
    this.button.textContent = words;
    clearTimeout(this.clock);
    if (words.startsWith("Press")) this.clock = setTimeout(() => this.label("End following"), 4000);
  }

  async start() {
    try {
      this.take(await send("/api/v1/live", { agenda: this.agenda }));
    } catch (problem) {
      this.say(problem instanceof Refused ? problem.message : "Following on phones needs the server.");
    }
  }

  take(session) {
    this.session = session;
    this.sent = "";
    try {
      sessionStorage.setItem(`live-${this.agenda}`, JSON.stringify(session));
    } catch {
      this.say("This browser does not keep the session over a reload.");
    }
    this.label("End following");
    const { host } = new URL(session.link);
    const far = OWN.test(host) ? " Only this machine reaches this address: phones need the program bound to the network." : "";
    this.state.textContent = `${session.link}${far}`;
    this.changed({ link: session.link, qr: session.qr });
  }

  restore() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(`live-${this.agenda}`) ?? "null");
      if (kept) this.take(kept);
    } catch {
      this.session = null;
    }
  }

  async stop() {
    await this.push({ ended: true });
    this.forget("");
  }

  forget(words) {
    this.session = null;
    sessionStorage.removeItem(`live-${this.agenda}`);
    this.label("Follow on phones");
    this.state.textContent = words;
    this.changed(null);
  }

  post(view) {
    this.view = view;
    const state = JSON.stringify(this.of(view));
    if (!this.session || state === this.sent) return;
    this.push();
  }

  of(view) {
    return { item: view.id, changes: view.changes, blank: view.blank, revealed: view.revealed };
  }

  failed() {
    this.root.classList.add("warn");
    clearTimeout(this.later);
    this.later = setTimeout(() => this.push(), AGAIN_MS);
  }

  /* One at a time; what came meanwhile is sent after it. */
  async push(more = {}) {
    if (!this.session || !this.view) return;
    if (this.busy && !more.ended) {
      this.wanted = true;
      return;
    }
    this.busy = true;
    const state = this.of(this.view);
    this.sent = JSON.stringify(state);
    try {
      await send(`/api/v1/live/${this.session.code}`, { ...state, ...more }, { "X-Live-Token": this.session.token });
      this.root.classList.remove("warn");
    } catch (problem) {
      this.sent = "";
      if (problem instanceof Refused && /over/.test(problem.message)) this.forget("The session is over.");
      else this.failed();
    }
    this.busy = false;
    if (this.wanted) {
      this.wanted = false;
      this.push();
    }
  }
}
