/* The windows of one browser that show the same agenda: one leads, the others show what it says and hand on their keys. */
const PATIENCE_MS = 400;

export class Link {
  constructor(agenda, role, { view, act, hello, alone, other }) {
    Object.assign(this, { role, on: { view, act, hello, alone, other }, led: false, id: Math.random().toString(36).slice(2), heard: null });
    this.channel = new BroadcastChannel(`present-${agenda}`);
    this.channel.onmessage = ({ data }) => this.receive(data);
    window.addEventListener("pagehide", () => this.post({ kind: "bye", role }));
  }

  post(message) {
    this.channel.postMessage({ ...message, from: this.id });
  }

  receive(message) {
    if (message.kind === "hello" && this.role === "presenter") this.on.hello(message);
    if (message.kind === "view" && this.role === "audience") this.lead(message.view);
    if (message.kind === "act" && this.role === "presenter") {
      this.post({ kind: "heard", number: message.number });
      this.on.act(message.name);
    }
    if (message.kind === "heard") this.heard?.(message.number);
    if (message.kind === "lead" && this.role === "presenter") this.on.other();
    if (message.kind === "lead" && this.role === "audience") this.post({ kind: "hello" });
    if (message.kind === "bye" && message.role === "presenter" && this.role === "audience") this.left();
    if (message.kind === "bye" && message.role === "audience" && this.role === "presenter") this.on.hello(message);
  }

  lead(view) {
    this.led = true;
    this.last = view;
    this.on.view(view);
  }

  left() {
    if (!this.led) return;
    this.led = false;
    this.on.alone(this.last);
  }

  /* A key for the window that leads; when nobody hears it, this one leads from now on and acts itself. */
  hand(name) {
    const number = Math.random();
    const clock = setTimeout(() => {
      this.left();
      this.on.act(name);
    }, PATIENCE_MS);
    this.heard = (answered) => {
      if (answered === number) clearTimeout(clock);
    };
    this.post({ kind: "act", name, number });
  }

  publish(view) {
    this.post({ kind: "view", view });
  }
}
