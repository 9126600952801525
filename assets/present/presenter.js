/* The presenter's window leads: it holds the answers, the notes, the log, and tells the room's window what to show. */
import { steps, Window } from "./acts.js";
import { listen, twice } from "./keys.js";
import { Link } from "./link.js";
import { Live } from "./live.js";
import { Log } from "./log.js";
import { Pulse } from "./net.js";
import { Panel } from "./panel.js";
import { Show } from "./show.js";
import { Stage } from "./stage.js";
import { Clock } from "./clock.js";

const data = JSON.parse(document.querySelector("#present-data").textContent);
const find = (id) => document.getElementById(id);
const stage = new Stage(find("stage"), data.swaps);
const KEPT = `present-${data.id}`;

const frame = new Window(data.id, stage);

let show = null;
let panel = null;
let log = null;
let live = null;
let clock = null;

const pulse = new Pulse(`/api/v1/agendas/${data.id}/deck?view=presenter`, {
  changed(offline) {
    stage.mark(pulse.words);
    find("connection").textContent = pulse.words || "Connected";
    find("connection").classList.toggle("warn", offline);
    document.body.classList.toggle("offline", offline);
    if (!offline) {
      show.recover();
      live.post(show.view());
    }
  },
  fresh: (deck) => show.refresh(deck),
});

const link = new Link(data.id, "presenter", {
  view() {},
  alone() {},
  act: (name) => act(name),
  hello(message) {
    const open = message.kind !== "bye";
    roomIs(open);
    if (show && open) link.publish(show.view());
  },
  other: () => frame.say("Another presenter’s window of this agenda was opened: keep one of the two."),
});

function roomIs(open) {
  find("room-state").textContent = open ? "The room’s window is open" : "No room’s window";
}

function told(view) {
  stage.show(view);
  link.publish(view);
  panel.show();
  log.show(show);
  live.post(view);
  words(view);
  keep();
}

function words(view) {
  const { item } = show;
  const next = show.deck.items[show.at + 1];
  find("line").textContent = item?.line || "";
  find("notes").textContent = item?.notes || "";
  find("next-title").textContent = next ? next.question || next.slide?.title || next.problem : "The end";
  find("next-line").textContent = next?.line ?? "";
  find("changes").replaceChildren(...(view.slide?.changed ?? []).map((text) => element("li", text.replace(/\.$/, ""))));
  find("problem").textContent = [item?.problem, moved(item)].filter(Boolean).join(" ");
  find("answer").textContent = show.hidden() && item.answer ? `Only you see this: ${item.answer.text}.` : "";
  find("controls-title").textContent = show.hidden() ? "Guesses" : "Change";
  find("reveal").hidden = !item?.question;
  find("reveal").textContent = show.hidden() ? "Reveal" : view.spread && view.guesses.length ? "Show the slide" : "Show the guesses";
  find("reset").disabled = !Object.keys(show.changes()).length;
  for (const each of document.querySelectorAll("#scenarios [data-scenario]")) each.disabled = show.hidden() || !view.slide;
  for (const each of find("items").querySelectorAll("button")) each.toggleAttribute("aria-current", each.dataset.id === view.id);
  const current = find("items").querySelector("[aria-current]");
  if (current) find("items").scrollTop = current.offsetTop - find("items").offsetTop - 60;
  clock.item(item);
}

const moved = (item) =>
  item?.moved.length ? `As kept: ${item.moved.length} ${item.moved.length === 1 ? "number reads" : "numbers read"} otherwise today. ${item.cause}` : "";

function items() {
  find("items").replaceChildren(
    ...show.deck.items.map((item, place) => {
      const line = element("li", "");
      const button = element("button", `${place + 1}. ${item.question || item.slide?.title || "Cannot be shown"}`);
      button.type = "button";
      button.dataset.id = item.id;
      button.addEventListener("click", () => show.go(place));
      line.append(button);
      return line;
    }),
  );
}

function act(name) {
  if (!show || frame.act(name)) return;
  const acts = {
    ...steps(show),
    sliders: () => (find("controls").querySelector("input, select, button") ?? find("controls-title")).focus(),
    presenter: () => window.open(`/convene/${data.id}/present`, `room-${data.id}`),
    out: () => (frame.help.open ? frame.help.close() : document.activeElement?.matches("input, select") ? document.activeElement.blur() : frame.leave()),
  };
  acts[name]?.();
}

function keep() {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ version: show.deck.version, ...show.saved() }));
  } catch {
    frame.say("This browser does not keep the log over a reload.");
  }
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  } catch {
    return null;
  }
}

function buttons() {
  for (const each of document.querySelectorAll("[data-act]")) each.addEventListener("click", () => act(each.dataset.act));
  const reset = find("reset");
  const sure = twice(
    () => {
      reset.textContent = "Reset this item";
      show.reset();
    },
    () => {
      reset.textContent = "Press again to reset";
      setTimeout(() => (reset.textContent = "Reset this item"), 4000);
    },
  );
  reset.addEventListener("click", sure);
  for (const each of document.querySelectorAll("[data-scenario]")) each.addEventListener("click", () => show.keep(each.dataset.scenario));
}

function fit() {
  const box = find("preview");
  stage.root.style.transform = `scale(${box.clientWidth / 1920})`;
}

async function start() {
  fit();
  new ResizeObserver(fit).observe(find("preview"));
  await document.fonts.load('650 44px "Public Sans Variable"').catch(() => {});
  const deck = await pulse.first();
  find("connection").textContent = "Connected";
  const say = (text) => frame.say(text);
  clock = new Clock(find("clock"), deck);
  log = new Log(find("log"), find("kept-scenarios"), data.id, say);
  live = new Live(find("live"), data.id, { say, changed: (shared) => ((show.live = shared), show.tell()) });
  show = new Show(deck, { told, say, kept: kept() });
  panel = new Panel(find("controls"), deck, show);
  items();
  buttons();
  listen(act);
  link.post({ kind: "lead" });
  live.restore();
  roomIs(false);
  show.tell();
  document.documentElement.dataset.ready = "yes";
}

function element(kind, text) {
  return Object.assign(document.createElement(kind), { textContent: text });
}

start().catch((problem) => (find("connection").textContent = problem.message));
