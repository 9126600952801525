/* The room's window: shows what the presenter's window says, and leads itself where there is none. */
import { steps, Window } from "./acts.js";
import { listen } from "./keys.js";
import { Link } from "./link.js";
import { Pulse } from "./net.js";
import { Panel } from "./panel.js";
import { Show } from "./show.js";
import { Stage } from "./stage.js";

const ALONE_MS = 250;
const NARROW = 900;
const data = JSON.parse(document.querySelector("#present-data").textContent);
const stage = new Stage(document.querySelector("#stage"), data.swaps);
const overlay = document.querySelector("#overlay");

/* The stage keeps its 1920 by 1080 and is scaled to the window, or to what the sliders leave of it. */
function fit() {
  const width = window.innerWidth - (overlay.hidden || window.innerWidth < NARROW ? 0 : overlay.offsetWidth);
  const scale = Math.min(width / 1920, window.innerHeight / 1080);
  stage.root.style.left = `${width / 2}px`;
  stage.root.style.transform = `translate(-50%, -50%) scale(${scale})`;
}

const frame = new Window(data.id, stage);

let show = null;
let panel = null;

const link = new Link(data.id, "audience", {
  view(view) {
    if (!overlay.hidden) sliders(false);
    stage.show(view);
  },
  act: (name) => lead(name),
  hello() {},
  other() {},
  alone(view) {
    if (!show) return;
    if (view) show.takeOver(view);
    show.tell();
  },
});

const pulse = new Pulse(`/api/v1/agendas/${data.id}/deck`, {
  changed(offline) {
    stage.mark(pulse.words);
    if (!offline) show.recover();
  },
  fresh: (deck) => show.refresh(deck),
});

function lead(name) {
  const acts = { ...steps(show), sliders: () => sliders() };
  acts[name]?.();
}

function sliders(open = overlay.hidden) {
  overlay.hidden = !open;
  fit();
  // a key pressed next is for the room, not for the box that is gone
  if (!open) return document.activeElement?.blur();
  panel.show();
  overlay.querySelector("input, select, button")?.focus();
}

function out() {
  if (frame.help.open) return frame.help.close();
  if (!overlay.hidden) return sliders(false);
  if (document.fullscreenElement) return document.exitFullscreen();
  frame.leave();
}

function act(name) {
  if (frame.act(name)) return;
  if (name === "out") return out();
  if (name === "presenter") return window.open(`/convene/${data.id}/present?view=presenter`, `presenter-${data.id}`);
  if (link.led) link.hand(name);
  else lead(name);
}

const letters = () => Promise.all(["400", "450", "600", "650", "700"].map((weight) => document.fonts.load(`${weight} 44px "Public Sans Variable"`)));

async function start() {
  fit();
  window.addEventListener("resize", fit);
  await Promise.race([letters().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 4000))]);
  const deck = await pulse.first();
  show = new Show(deck, {
    told(view) {
      if (link.led) return;
      stage.show(view);
      if (!overlay.hidden) panel.show();
    },
    say: (words) => frame.say(words),
  });
  panel = new Panel(overlay.querySelector(".controls"), deck, show);
  listen(act);
  document.querySelector("#overlay-shut").addEventListener("click", () => sliders(false));
  link.post({ kind: "hello" });
  setTimeout(() => {
    if (!link.led) show.tell();
    document.documentElement.dataset.ready = "yes";
  }, ALONE_MS);
}

start().catch((problem) => {
  stage.show({ count: 0, heading: "This agenda cannot be shown", problem: problem.message, question: "", slide: null, guesses: [], status: "" });
});
