/* A chart on the stage: drawn for the room, in the room's colours; a change is seen as a change, with the old marks left as a ghost. */
const MOVE_MS = 400;
const ONE_MOVE_MS = 1500;
export const CONFIG = { staticPlot: true, displayModeBar: false, displaylogo: false, showSendToCloud: false, plotlyServerURL: "", responsive: false };
const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");

export const recoloured = (value, swaps) => {
  if (typeof value === "string") return swaps[value] ?? value;
  if (Array.isArray(value)) return value.map((each) => recoloured(each, swaps));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, recoloured(each, swaps)]));
  return value;
};

/* Somewhere between two figures: numbers move, all else is already the new one. */
const between = (from, to, share) => {
  if (typeof from === "number" && typeof to === "number") return from + (to - from) * share;
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length) return to.map((each, place) => between(from[place], each, share));
  if (from && to && typeof from === "object" && typeof to === "object" && !Array.isArray(to)) {
    return Object.fromEntries(Object.entries(to).map(([key, each]) => [key, key in from ? between(from[key], each, share) : each]));
  }
  return to;
};

const ranges = (figure) => JSON.stringify(["xaxis", "yaxis"].map((axis) => [figure.layout[axis]?.range, figure.layout[axis]?.domain]));
const sized = (from, to) => from.layout.width === to.layout.width && from.layout.height === to.layout.height;
const comparable = (from, to) => from.data.length === to.data.length && sized(from, to);
const eased = (share) => 1 - (1 - share) ** 3;

export class Drawing {
  constructor(box) {
    this.box = box;
    this.plot = box.querySelector(".plot");
    this.ghost = box.querySelector(".ghost");
    this.shown = null;
    this.turn = 0;
    this.key = "";
    this.left = -Infinity;
  }

  /* move: whether it is a change of what already stands there. */
  async show(figure, { move }) {
    const key = JSON.stringify(figure);
    if (move && key === this.key) return;
    this.key = key;
    const turn = ++this.turn;
    const from = this.shown;
    this.shown = figure;
    this.leave(move && from && sized(from, figure) && ranges(from) === ranges(figure));
    if (move && from && comparable(from, figure) && !STILL.matches) await this.travel(from, figure, turn);
    if (turn === this.turn) await this.draw(figure);
  }

  clear() {
    this.turn += 1;
    this.shown = null;
    this.key = "";
    this.ghost.replaceChildren();
    if (window.Plotly) window.Plotly.purge(this.plot);
    this.plot.replaceChildren();
  }

  draw(figure) {
    return window.Plotly.react(this.plot, structuredClone(figure.data), structuredClone(figure.layout), CONFIG);
  }

  async travel(from, to, turn) {
    const start = performance.now();
    for (;;) {
      const now = await new Promise((resolve) => requestAnimationFrame(resolve));
      const share = Math.min((now - start) / MOVE_MS, 1);
      if (turn !== this.turn || share >= 1) return;
      await this.draw({ data: between(from.data, to.data, eased(share)), layout: between(from.layout, to.layout, eased(share)) });
    }
  }

  /* The old marks, without their words, stay where they were. */
  leave(wanted) {
    // a slider under a hand makes many small changes: the ghost is where the move began
    const goesOn = wanted && performance.now() - this.left < ONE_MOVE_MS;
    this.left = wanted ? performance.now() : -Infinity;
    if (goesOn) return;
    this.ghost.replaceChildren();
    const old = this.plot.querySelector("svg.main-svg .cartesianlayer");
    if (!wanted || !old) return;
    const svg = old.closest("svg").cloneNode(false);
    const marks = old.cloneNode(true);
    marks.querySelectorAll("text, .gridlayer, .zerolinelayer, .xaxislayer-above, .yaxislayer-above").forEach((each) => each.remove());
    svg.append(marks);
    this.ghost.append(svg);
  }
}
