/* Asking the server, with a limit of patience, and knowing whether it is there. */
export const PATIENCE_MS = 3000;
const WAIT_MS = 15000;
const PULSE_MS = 4000;

export class Refused extends Error {}
export class Unreachable extends Error {}

/* An answer as data, or null for "as before". Refused: the server says why not. Unreachable: nobody answered. */
export async function ask(address, options = {}) {
  const control = new AbortController();
  const clock = setTimeout(() => control.abort(), options.wait ?? WAIT_MS);
  let answer;
  try {
    answer = await fetch(address, { ...options, signal: control.signal, cache: "no-store" });
    if (answer.status === 304) return null;
    const body = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
    if (answer.ok && body) return options.whole ? { body, tag: answer.headers.get("ETag") } : body;
    /* A hotel's sign-in page answers everything with 200 and a page of its own: that is not the server. */
    if (answer.ok || answer.redirected) throw new Unreachable("Another answered in the server's place.");
    if (answer.status < 500) throw new Refused(body?.error?.message ?? "The server did not accept this.");
    throw new Unreachable("The server failed.");
  } catch (problem) {
    if (problem instanceof Refused || problem instanceof Unreachable) throw problem;
    throw new Unreachable("The server did not answer.");
  } finally {
    clearTimeout(clock);
  }
}

export const send = (address, body, headers = {}) =>
  ask(address, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } });

const clockTime = (date) => `${date.getHours()}:${String(date.getMinutes()).padStart(2, "0")}`;

/* Asks for the deck again and again ("as before" costs next to nothing): so it knows when the server is gone and when back. */
export class Pulse {
  constructor(address, { changed, fresh }) {
    Object.assign(this, { address, changed, fresh, tag: "", offline: false, since: null });
  }

  async first() {
    const { body, tag } = await ask(this.address, { whole: true });
    this.keep(tag);
    this.next();
    window.addEventListener("online", () => this.beat());
    window.addEventListener("offline", () => this.beat());
    return body;
  }

  keep(tag) {
    this.tag = tag;
    this.since = new Date();
  }

  next() {
    clearTimeout(this.clock);
    this.clock = setTimeout(() => this.beat(), PULSE_MS);
  }

  async beat() {
    clearTimeout(this.clock);
    try {
      const answer = await ask(this.address, { whole: true, wait: PATIENCE_MS, headers: { "If-None-Match": this.tag } });
      if (answer) {
        this.keep(answer.tag);
        this.fresh(answer.body);
      } else this.since = new Date();
      this.set(false);
    } catch (problem) {
      if (problem instanceof Unreachable) this.set(true);
    }
    this.next();
  }

  set(offline) {
    if (offline === this.offline) return;
    this.offline = offline;
    this.changed(offline);
  }

  get words() {
    return this.offline ? `Offline: figures as of ${clockTime(this.since)}` : "";
  }
}
