/* The stage of 1920 by 1080: one exhibit, one sentence, one number. The same in the room and small before the presenter. */
import { basisOf, presentedOn } from "./basis.js";
import { cells } from "./cells.js";
import { Drawing, recoloured } from "./drawing.js";
import { missed, spread } from "./guesses.js";

const WIDE = 1792;
const BESIDE = 1180;
const HEADLINE = { most: 72, two: 60, least: 44 };
const READABLE = 20; // labels of fewer pixels are of no use in a room: then the table is shown
const AS_IT_WAS_MS = 900;
const PARTS = `
  <header class="top"><h1 class="headline"></h1><div class="follow-corner" hidden><svg role="img"></svg><p></p></div></header>
  <ul class="chips"></ul>
  <div class="body">
    <div class="drawing" role="img"><div class="ghost"></div><div class="plot"></div></div>
    <div class="cells"></div>
    <div class="said"></div>
    <div class="key"><p class="number"></p><p class="number-note"></p></div>
  </div>
  <p class="not-updated">Not updated</p>
  <footer><p class="credit"></p><p class="mark" role="status"></p><p class="page"></p></footer>
  <div class="blank" hidden></div>`;

export class Stage {
  constructor(root, swaps) {
    this.root = root;
    this.swaps = swaps;
    root.classList.add("stage");
    root.innerHTML = PARTS;
    this.part = (name) => root.querySelector(`.${name}`);
    this.drawing = new Drawing(this.part("drawing"));
    this.dark = false;
    this.seen = null;
    this.replayed = 0;
  }

  theme(dark) {
    this.dark = dark;
    this.root.classList.toggle("dark", dark);
    if (this.seen) this.paint(this.seen, false);
  }

  mark(words) {
    this.part("mark").textContent = words;
  }

  show(view) {
    const again = view.replay && view.replay.number !== this.replayed;
    clearTimeout(this.clock);
    if (again) {
      this.replayed = view.replay.number;
      this.paint({ ...view, slide: view.replay.from }, false);
      this.clock = setTimeout(() => this.paint(view, true), AS_IT_WAS_MS);
      return;
    }
    this.paint(view, Boolean(this.seen && this.seen.id === view.id && !this.seen.table && !view.table));
  }

  paint(view, move) {
    this.seen = view;
    const kind = kindOf(view);
    this.root.dataset.kind = kind;
    const wide = kind === "chart" && view.slide.number && view.slide.figure.layout.width > BESIDE;
    (wide ? this.part("top") : this.part("body")).append(this.part("key"));
    this.root.classList.toggle("number-above", Boolean(wide));
    this.root.classList.toggle("stale", view.status !== "");
    this.part("not-updated").textContent = view.status === "late" ? "Not updated yet" : "Not updated";
    this.part("blank").hidden = !view.blank;
    for (const part of ["top", "chips", "body"]) this.part(part).inert = view.blank;
    this.words(view, kind);
    this.corner(view.live);
    this.fitHeadline();
    this.body(view, kind, move);
    this.fitNumber();
  }

  words(view, kind) {
    const slide = view.slide;
    this.part("headline").textContent = kind === "question" ? view.question : (slide?.title ?? view.heading ?? "");
    this.part("chips").replaceChildren(...(slide?.changed ?? []).map((words) => element("li", words.replace(/\.$/, ""))));
    const credit = [slide?.credit, presentedOn(view.asOf?.kept)].filter(Boolean).join(" · ");
    // under a reveal stands the basis of the figure that is revealed, not those of the whole table
    const basis = kind === "reveal" && view.answer?.basis ? view.answer.basis : basisOf(slide?.basis);
    this.part("credit").replaceChildren(...[basis, credit].filter(Boolean).map((words) => element("span", words)));
    this.part("page").textContent = view.count ? `${view.at + 1} / ${view.count}` : "";
  }

  body(view, kind, move) {
    const slide = view.slide;
    const number = kind === "question" || kind === "words" ? "" : (slide?.number ?? "");
    this.number(number, number ? noteOf(slide) : "");
    const table = this.part("cells");
    const said = this.part("said");
    table.replaceChildren();
    said.replaceChildren();
    if (kind !== "chart") this.drawing.clear();
    if (kind === "table") {
      const body = this.part("body");
      cells(slide.table, number ? BESIDE : WIDE, table, () => table.offsetHeight <= body.clientHeight);
    }
    if (kind === "words") said.append(element("p", slide?.empty || view.problem || ""));
    if (kind === "question") said.append(...this.guessed(view, null));
    if (kind === "reveal") said.append(...this.guessed(view, view.answer));
    if (kind === "chart") this.chart(slide, move);
  }

  guessed(view, answer) {
    if (!view.guesses.length) return [element("p", "What is your guess?", "ask")];
    const truth = answer?.value == null ? null : answer;
    const sentence = answer ? missed(view.guesses, answer) : `${view.guesses.length} ${view.guesses.length === 1 ? "guess" : "guesses"}`;
    return [spread(view.guesses, view.unit, truth, answer ? BESIDE : WIDE), element("p", sentence, "sentence")];
  }

  chart(slide, move) {
    const box = this.part("drawing");
    box.setAttribute("aria-label", `${slide.title}. ${slide.credit}`);
    const { width, height } = slide.figure.layout;
    box.style.width = `${width}px`;
    box.style.height = `${height}px`;
    const room = this.part("body").clientHeight;
    const scale = room ? Math.min(1, room / height) : 1;
    box.style.transform = scale < 1 ? `scale(${scale})` : "";
    box.style.marginRight = scale < 1 ? `${(scale - 1) * width}px` : "";
    box.style.marginBlock = scale < 1 ? `${((scale - 1) * height) / 2}px` : "";
    this.drawing.show(this.dark ? recoloured(slide.figure, this.swaps) : slide.figure, { move });
  }

  number(words, note) {
    const found = /^([−-]?\$?[\d.,]+[KMB]?)(.*)$/.exec(words);
    const parts = found ? [element("span", found[1]), element("small", found[2].trim())] : [element("span", words)];
    if (found && /^\s\S/.test(found[2])) parts[1].className = "below";
    this.part("number").replaceChildren(...parts.filter((part) => part.textContent));
    this.part("number-note").textContent = note;
    this.part("key").hidden = !words;
  }

  corner(live) {
    const corner = this.part("follow-corner");
    corner.hidden = !live;
    if (!live || corner.dataset.link === live.link) return;
    corner.dataset.link = live.link;
    const picture = corner.querySelector("svg");
    picture.setAttribute("viewBox", `0 0 ${live.qr.size} ${live.qr.size}`);
    picture.setAttribute("aria-label", `Code to scan: ${live.link}`);
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", live.qr.path);
    picture.replaceChildren(path);
    corner.querySelector("p").textContent = live.link.replace(/^https?:\/\//, "");
  }

  fitHeadline() {
    const headline = this.part("headline");
    const most = this.root.dataset.kind === "question" ? 88 : HEADLINE.most;
    for (let size = most; size >= HEADLINE.least; size -= 2) {
      headline.style.fontSize = `${size}px`;
      const lines = Math.round(headline.offsetHeight / (size * 1.1));
      if (lines <= (size >= HEADLINE.two ? 2 : 3)) return;
    }
  }

  fitNumber() {
    const number = this.part("number");
    for (let size = 140; size >= 56; size -= 4) {
      number.style.fontSize = `${size}px`;
      if (number.scrollWidth <= number.clientWidth + 1) break;
    }
    const note = this.part("number-note");
    for (let size = 40; size >= 28; size -= 2) {
      note.style.fontSize = `${size}px`;
      if (this.part("key").offsetHeight <= this.part("key").parentElement.clientHeight) return;
    }
  }
}

function kindOf(view) {
  if (view.question && !view.revealed) return "question";
  const slide = view.slide;
  if (!slide || slide.empty) return "words";
  if (view.revealed && view.spread && view.guesses.length) return "reveal";
  if (view.table) return "table";
  if (slide.figure && (slide.label_pixels >= READABLE || !slide.table.rows.length)) return "chart";
  return slide.table.rows.length ? "table" : "words";
}

/* What the number is of; the basis of dollars stands below and is not said twice, nor is what a mouse could do. */
function noteOf(slide) {
  const note = slide.number_note.replace(/\s*Drag [^.]*\.?$/, "");
  const shared = slide.basis && note && slide.basis.slice(0, 40) === note.slice(0, 40);
  return shared ? note.split(" · ").slice(0, 2).join(", ") : note;
}

function element(kind, words, name = "") {
  const made = document.createElement(kind);
  made.textContent = words;
  if (name) made.className = name;
  return made;
}
