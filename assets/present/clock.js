/* Elapsed and planned time, of the item and of all. Counts from the first step on; a press begins anew. */
const shown = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export class Clock {
  constructor(root, deck) {
    this.root = root;
    this.planned = deck.length || deck.items.reduce((sum, item) => sum + item.minutes, 0);
    this.started = null;
    this.current = null;
    root.querySelector("button").addEventListener("click", () => this.restart());
    setInterval(() => this.tick(), 1000);
  }

  restart() {
    this.started = this.entered = performance.now();
    this.tick();
  }

  item(item) {
    if (item?.id === this.current?.id) return;
    if (this.current && !this.started) this.started = performance.now();
    this.current = item;
    this.entered = performance.now();
    this.tick();
  }

  tick() {
    const now = performance.now();
    const all = this.started ? (now - this.started) / 1000 : 0;
    const one = this.started ? (now - this.entered) / 1000 : 0;
    this.root.querySelector(".all").textContent = `${shown(all)} of ${this.planned} min`;
    this.root.querySelector(".one").textContent = this.current ? `this item ${shown(one)} of ${this.current.minutes} min` : "";
    this.root.classList.toggle("over", all > this.planned * 60);
  }
}
