/* What both windows do on a key, and how they say something: theme, full screen, help, leaving. */
import { helpList, twice } from "./keys.js";

const THEME = "present-theme";
let told = false;

/* What a key does to the show, in whichever window leads. */
export const steps = (show) => ({
  next: () => show.go(show.at + 1),
  previous: () => show.go(show.at - 1),
  first: () => show.go(0),
  last: () => show.go(Infinity),
  blank: () => show.flip("blank"),
  table: () => show.flip("table"),
  reveal: () => show.reveal(),
  undo: () => show.undo(),
  redo: () => show.redo(),
  replay: () => show.again(),
});

export class Window {
  constructor(agenda, stage) {
    this.help = document.querySelector("#help");
    this.help.querySelector(".keys").append(helpList());
    this.help.querySelector("button").addEventListener("click", () => this.help.close());
    this.toast = document.querySelector("#said");
    this.stage = stage;
    this.dark = remembered();
    this.leave = twice(() => window.location.assign(`/convene/${agenda}`), () => this.say("Press Esc again to leave."));
    this.theme();
  }

  theme() {
    document.documentElement.dataset.theme = this.dark ? "dark" : "light";
    this.stage.theme(this.dark);
  }

  say(words) {
    this.toast.textContent = words;
    clearTimeout(this.clock);
    this.clock = setTimeout(() => (this.toast.textContent = ""), 6000);
  }

  /* Whether the key was one that every window sees to itself. */
  act(name) {
    if (name === "help") this.help.open ? this.help.close() : this.help.showModal();
    else if (name === "theme") this.turn();
    else if (name === "full") this.full();
    else if (name === "language") this.language();
    else return false;
    return true;
  }

  turn() {
    this.dark = !this.dark;
    try {
      localStorage.setItem(THEME, this.dark ? "dark" : "light");
    } catch {
      this.say("This browser does not keep the choice.");
    }
    this.theme();
  }

  full() {
    const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    done.catch(() => this.say("This browser does not allow full screen here."));
  }

  language() {
    this.say(told ? "English." : "English only for now.");
    told = true;
  }
}

function remembered() {
  try {
    const kept = localStorage.getItem(THEME);
    if (kept) return kept === "dark";
  } catch {
    /* no storage: the system's choice holds */
  }
  return window.matchMedia("(prefers-color-scheme: dark)").matches;
}
