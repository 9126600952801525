/* A phone follows: asks once a second what is shown ("as before" costs next to nothing), and gets the slide when it changed. */
import { basisOf, presentedOn } from "./basis.js";
import { CONFIG, recoloured } from "./drawing.js";
import { ask, Refused } from "./net.js";

const EVERY_MS = 1000;
const data = JSON.parse(document.querySelector("#present-data").textContent);
const find = (id) => document.getElementById(id);
const address = `/api/v1/live/${data.code}`;
const DARK = window.matchMedia("(prefers-color-scheme: dark)");

let tag = "";
let held = "";
let slide = null;
let failures = 0;

function state(words, warn = false) {
  if (find("state").textContent !== words) find("state").textContent = words;
  find("state").classList.toggle("warn", warn);
}

let look = async () => {
  try {
    const answer = await ask(address, { whole: true, wait: 3000, headers: { "If-None-Match": tag } });
    if (answer) await take(answer);
    failures = 0;
    document.body.classList.remove("stale");
    if (held) state("Following");
  } catch (problem) {
    if (problem instanceof Refused) return over("This presentation is over.");
    failures += 1;
    if (failures > 2) {
      document.body.classList.add("stale");
      state("Not updated: no connection. It goes on by itself when there is one.", true);
    }
  }
  setTimeout(() => look(), EVERY_MS);
};

async function take({ body, tag: current }) {
  if (body.slide && body.slide !== held) {
    slide = await ask(`${address}/slide`);
    held = body.slide;
    show();
  }
  tag = current;
  find("slide").hidden = body.blank || !held;
  if (body.ended) over("The presenter has ended the presentation.");
  else if (body.blank) state("The screen is blank for a moment.");
  else if (!held) state("Waiting for the presenter…");
}

function over(words) {
  setTimeout(() => state(words), 0);
  look = () => {};
}

function show() {
  find("slide").hidden = false;
  find("title").textContent = slide.question || slide.title || slide.empty;
  find("changed").replaceChildren(...slide.changed.map((words) => Object.assign(document.createElement("li"), { textContent: words.replace(/\.$/, "") })));
  find("number").textContent = slide.number;
  find("number").classList.toggle("long", slide.number.length > 8);
  find("note").textContent = slide.question ? "What is your guess?" : slide.number_note;
  find("sentence").textContent = slide.title ? slide.sentence || slide.empty : "";
  find("basis").textContent = basisOf(slide.basis);
  find("credit").textContent = slide.credit ? [`Source: ${slide.credit}`, presentedOn(slide.kept)].filter(Boolean).join(", ") : "";
  link();
  table();
  draw();
}

function link() {
  const more = find("more");
  more.replaceChildren();
  if (!slide.address) return;
  more.append(Object.assign(document.createElement("a"), { href: slide.address, textContent: "Open this exhibit", target: "_blank", rel: "noopener" }));
}

function table() {
  const box = find("table");
  box.hidden = Boolean(slide.figure) || slide.rows.length < 2;
  box.replaceChildren();
  if (box.hidden) return;
  const made = document.createElement("table");
  slide.rows.forEach((row, place) => {
    const line = (place ? made.tBodies[0] ?? made.createTBody() : made.createTHead()).insertRow();
    row.forEach((words, at) => {
      const cell = document.createElement(place && at ? "td" : "th");
      cell.textContent = words;
      cell.scope = place ? (at ? "" : "row") : "col";
      line.append(cell);
    });
  });
  box.append(made);
}

function draw() {
  const box = find("chart");
  box.hidden = !slide?.figure;
  if (!slide?.figure) {
    if (window.Plotly) window.Plotly.purge(box);
    return;
  }
  box.style.height = `${slide.height}px`;
  box.setAttribute("aria-label", `${slide.title}. ${slide.credit}`);
  const figure = structuredClone(slide.figure);
  const { data: traces, layout } = DARK.matches ? recoloured(figure, data.swaps) : figure;
  window.Plotly.react(box, traces, { ...layout, width: box.clientWidth, autosize: false }, { ...CONFIG, responsive: true });
}

find("code").textContent = data.code;
DARK.addEventListener("change", draw);
window.addEventListener("resize", draw);
look();
