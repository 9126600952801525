/* The presentation as one window leads it: where it stands, what was changed, what was guessed, and all of that in order. */
import { ask, PATIENCE_MS, Refused } from "./net.js";
import { Shared, without } from "./shared.js";

const ONE_MOVE_MS = 1500; // arrow keys step a slider: what follows at once is one move
const now = () => new Date().toISOString();

export class Show {
  /* told: called after each change with what the windows show. say: a sentence for whoever presents. */
  constructor(deck, { told, say, kept }) {
    Object.assign(this, { deck, told, say, at: 0, blank: false, table: false, spread: true, replay: null, live: null });
    this.turned = new Map(); // item -> the slide with other parameters
    this.behind = new Map(); // item -> what is behind its question
    this.open = new Set(); // items whose question is answered
    this.guesses = new Map();
    this.status = new Map(); // item -> late or failed
    this.answers = new Map(); // address -> slide
    this.scenarios = [];
    this.log = [];
    this.undone = [];
    this.wanted = null;
    this.held = null; // a choice that could not be shown because the server was away
    this.back = false; // and whether the server is back, so that it is asked about
    this.asking = false;
    this.shared = new Shared(this);
    if (kept) this.restore(kept);
  }

  get item() {
    return this.deck.items[this.at] ?? null;
  }

  hidden(item = this.item) {
    return Boolean(item?.question) && !this.open.has(item.id);
  }

  /* What is shown of an item, whoever asks: nothing of what is behind a question that is still open. */
  shown(item = this.item) {
    if (!item || this.hidden(item)) return null;
    return this.turned.get(item.id) ?? (item.slide ? item : (this.behind.get(item.id) ?? item));
  }

  controls() {
    return this.shown()?.controls ?? [];
  }

  changes(item = this.item) {
    return this.turned.get(item?.id)?.changes ?? {};
  }

  view() {
    const { item } = this;
    const shown = this.shown(item);
    const hidden = this.hidden(item);
    const answer = item && !hidden ? (this.behind.get(item.id)?.answer ?? item.answer ?? null) : null;
    return {
      id: item?.id ?? "",
      at: this.at,
      count: this.deck.items.length,
      heading: item ? "" : "This agenda has no items yet",
      question: item?.question ?? "",
      revealed: Boolean(item?.question) && !hidden,
      slide: shown?.slide ?? null,
      asOf: shown?.as_of ?? null,
      problem: hidden ? "" : (item?.problem ?? ""),
      guesses: this.guesses.get(item?.id) ?? [],
      unit: item?.unit ?? "",
      answer,
      spread: this.spread,
      blank: this.blank,
      table: this.table,
      status: this.status.get(item?.id) ?? "",
      replay: this.replay,
      live: this.live,
      changes: this.changes(item),
    };
  }

  tell() {
    this.told(this.view());
  }

  go(at) {
    this.at = Math.min(Math.max(at, 0), Math.max(this.deck.items.length - 1, 0));
    Object.assign(this, { blank: false, table: false, spread: true, replay: null });
    this.tell();
  }

  goTo(id) {
    const at = this.deck.items.findIndex((item) => item.id === id);
    if (at >= 0 && at !== this.at) this.go(at);
  }

  flip(name) {
    this[name] = !this[name];
    this.tell();
  }

  /* A parameter was moved; final once the hand has let go. One question at a time, the latest wins. */
  change(name, value, { final = true, label = name, from = "", to = value } = {}) {
    const { item } = this;
    const control = this.controls().find((each) => each.name === name);
    if (!item || this.hidden() || !control) return;
    const dropped = Object.fromEntries((control.drops ?? []).map((each) => [each, ""]));
    const before = this.wanted?.id === item.id ? this.wanted.before : this.changes(item);
    const held = this.wanted?.id === item.id ? this.wanted.changes : before;
    const first = this.wanted?.id === item.id && this.wanted.words.name === name ? this.wanted.words.from : from;
    const changes = without({ ...held, ...dropped, [name]: value }, item.parameters);
    this.wanted = { id: item.id, changes, before, final, words: { name, label, from: first, to } };
    this.pump();
  }

  async pump() {
    if (this.asking || !this.wanted) return;
    this.asking = true;
    const wanted = this.wanted;
    await this.turn(wanted);
    this.asking = false;
    if (this.wanted !== wanted) this.pump();
  }

  async turn(wanted) {
    try {
      const made = await this.slide(wanted.id, wanted.changes);
      this.put(wanted.id, wanted.changes, made);
      if (this.wanted === wanted && wanted.final) {
        this.wanted = null;
        this.note(wanted, made);
      }
      this.tell();
    } catch (problem) {
      this.failed(problem, wanted);
    }
  }

  failed(problem, wanted) {
    const refused = problem instanceof Refused;
    const choice = !refused && !this.isAssumption(wanted.id, wanted.words.name);
    if ((refused || choice) && this.wanted === wanted) this.wanted = null;
    if (choice) Object.assign(this, { held: wanted, back: false });
    if (refused) this.status.delete(wanted.id);
    else this.status.set(wanted.id, "failed");
    this.say(refused ? problem.message : choice ? "Not updated: this needs the server. You are asked when it is back." : "Not updated: this needs the server. It is tried again when the server is back.");
    this.tell();
  }

  /* Whether a change is of an assumption, which may follow late; what a slide is about must not change by itself. */
  isAssumption(id, name) {
    const controls = this.turned.get(id)?.controls ?? this.deck.items.find((each) => each.id === id)?.controls ?? [];
    return controls.some((each) => each.name === name && each.kind === "range");
  }

  settle(yes) {
    const { held } = this;
    Object.assign(this, { held: null, back: false });
    if (!held) return;
    this.status.delete(held.id);
    if (yes) {
      this.goTo(held.id);
      this.wanted = { ...held, before: this.changes(), final: true };
      this.pump();
    }
    this.tell();
  }

  /* The slide of an item with changes: from memory where it was seen before, so that undo needs no server. */
  async slide(id, changes) {
    const item = this.deck.items.find((each) => each.id === id);
    if (!Object.keys(changes).length) return null;
    const parameters = Object.entries({ ...item.parameters, ...changes }).filter(([, value]) => value !== "");
    const address = `/api/v1/slides/${item.exhibit}?${new URLSearchParams(parameters)}`;
    if (this.answers.has(address)) return this.answers.get(address);
    const clock = setTimeout(() => this.late(id), PATIENCE_MS);
    try {
      const made = await ask(address);
      this.answers.set(address, made);
      return made;
    } finally {
      clearTimeout(clock);
    }
  }

  late(id) {
    this.status.set(id, "late");
    this.tell();
  }

  put(id, changes, made) {
    this.status.delete(id);
    if (made) this.turned.set(id, { ...made, changes });
    else this.turned.delete(id);
  }

  /* Into the log: what was changed, from what to what, and what came of it. */
  note(wanted, made) {
    const item = this.deck.items.find((each) => each.id === wanted.id);
    if (same(wanted.before, wanted.changes)) return;
    const slide = (made ?? item).slide;
    this.undone = [];
    const { name, label, from, to } = wanted.words;
    const result = { to, after: wanted.changes, number: slide.number, title: slide.title };
    const last = this.log.at(-1);
    const goesOn = last?.kind === "change" && last.item === item.id && last.name === name && name && !last.undone && Date.now() - this.noted < ONE_MOVE_MS;
    this.noted = Date.now();
    const entry = goesOn ? Object.assign(last, result) : { kind: "change", at: now(), item: item.id, name, label, from, before: wanted.before, ...result };
    if (!goesOn) this.log.push(entry);
    this.shared.carry(entry);
  }

  last(item = null) {
    return this.log.findLast((entry) => entry.kind === "change" && !entry.undone && (!item || entry.item === item.id));
  }

  async undo() {
    const entry = this.last();
    if (!entry) return this.say("Nothing to undo.");
    await this.walk(entry, entry.before, true);
  }

  async redo() {
    const entry = this.undone.at(-1);
    if (!entry) return this.say("Nothing to redo.");
    await this.walk(entry, entry.after, false);
  }

  async walk(entry, changes, undone) {
    this.wanted = null;
    this.goTo(entry.item);
    try {
      this.put(entry.item, changes, await this.slide(entry.item, changes));
      entry.undone = undone;
      this.shared.follow(entry.others ?? [], undone ? "before" : "after");
      if (undone) this.undone.push(entry);
      else this.undone.pop();
    } catch (problem) {
      this.say(problem instanceof Refused ? problem.message : "This step needs the server.");
      this.status.delete(entry.item);
    }
    this.tell();
  }

  /* The last change once more: how it was, then how it is. */
  async again() {
    const entry = this.last(this.item) ?? this.last();
    if (!entry) return this.say("Nothing was changed yet.");
    this.goTo(entry.item);
    const item = this.item;
    try {
      const before = (await this.slide(item.id, entry.before)) ?? item;
      this.put(item.id, entry.after, await this.slide(item.id, entry.after));
      this.replay = { number: Date.now(), from: before.slide };
    } catch {
      this.say("The slide of before needs the server.");
    }
    this.tell();
  }

  reset() {
    if (!this.item || !Object.keys(this.changes()).length) return this.say("Nothing is changed here.");
    this.wanted = { id: this.item.id, changes: {}, before: this.changes(), final: true, words: { name: "", label: "All assumptions", from: "changed", to: "as planned" } };
    this.pump();
  }

  keep(name) {
    const shown = this.shown();
    if (!shown?.slide) return;
    const { id } = this.item;
    this.scenarios = this.scenarios.filter((each) => each.name !== name);
    const result = { number: shown.slide.number, title: shown.slide.title };
    this.scenarios.push({ name, item: id, changes: this.changes(), ...result });
    this.scenarios.sort((a, b) => a.name.localeCompare(b.name));
    this.log.push({ kind: "scenario", at: now(), item: id, name, after: this.changes(), ...result });
    this.tell();
  }

  async use(name) {
    const found = this.scenarios.find((each) => each.name === name);
    if (!found) return;
    this.goTo(found.item);
    this.wanted = { id: found.item, changes: found.changes, before: this.changes(), final: true, words: { name: "", label: "Scenario", from: "as shown", to: name } };
    await this.pump();
  }

  guess(value) {
    if (!this.hidden()) return;
    const { id } = this.item;
    this.guesses.set(id, [...(this.guesses.get(id) ?? []), value].slice(0, 400));
    this.log.push({ kind: "guess", at: now(), item: id, value });
    this.tell();
  }

  dropGuess() {
    const { id } = this.item ?? {};
    const place = this.log.findLastIndex((entry) => entry.kind === "guess" && entry.item === id);
    if (place < 0 || !this.hidden()) return;
    this.log.splice(place, 1);
    this.guesses.set(id, this.guesses.get(id).slice(0, -1));
    this.tell();
  }

  /* First press: the truth among the guesses; once more: the slide itself. */
  async reveal() {
    const { item } = this;
    if (!item?.question) return;
    if (!this.hidden()) return this.flip("spread");
    try {
      if (!item.slide && !this.behind.has(item.id)) this.behind.set(item.id, await ask(`/api/v1/agendas/${this.deck.id}/reveal/${item.id}`));
      this.learn(item);
    } catch (problem) {
      return this.say(problem instanceof Refused ? problem.message : "The answer needs the presenter’s window or the server.");
    }
    this.open.add(item.id);
    this.log.push({ kind: "reveal", at: now(), item: item.id });
    this.tell();
  }

  /* An item of the room's deck comes without what is behind its question; once that is known it is like any other. */
  learn(item) {
    Object.assign(item, this.behind.get(item.id) ?? {});
  }

  /* Newer data came in: taken over where nothing was changed by hand. */
  refresh(deck) {
    if (deck.version !== this.deck.version) return this.say("The agenda was changed meanwhile. Reload this window to take it over.");
    this.deck = deck;
    deck.items.forEach((item) => this.learn(item));
    this.tell();
  }

  recover() {
    this.shared.retry();
    if (this.held && !this.back) {
      this.back = true;
      this.status.delete(this.held.id);
      const { label, to } = this.held.words;
      this.say(`The server is back. ${label}: ${to} was chosen meanwhile: show it or leave it, among the controls (s).`);
      this.tell();
    } else if (this.wanted) this.pump();
    else {
      this.status.clear();
      this.tell();
    }
  }

  /* What a reload of this window must not lose. */
  saved() {
    const { id } = this.item ?? {};
    return {
      item: id,
      log: this.log,
      undone: this.undone.map((entry) => this.log.indexOf(entry)),
      scenarios: this.scenarios,
      guesses: [...this.guesses],
      open: [...this.open],
      changes: [...this.turned].map(([item, turned]) => [item, turned.changes]),
    };
  }

  restore(kept) {
    Object.assign(this, { log: kept.log, scenarios: kept.scenarios, guesses: new Map(kept.guesses), open: new Set(kept.open) });
    this.undone = kept.undone.map((place) => this.log[place]).filter(Boolean);
    this.at = Math.max(this.deck.items.findIndex((item) => item.id === kept.item), 0);
    for (const [id, changes] of kept.changes) {
      if (!this.deck.items.some((item) => item.id === id)) continue;
      this.slide(id, changes).then((made) => (this.put(id, changes, made), this.tell()), () => (this.status.set(id, "failed"), this.tell()));
    }
  }

  /* Another window led until now: go on from what it showed last. */
  takeOver(view) {
    this.at = Math.min(view.at, Math.max(this.deck.items.length - 1, 0));
    Object.assign(this, { blank: view.blank, table: view.table, spread: view.spread, live: view.live });
    if (!view.id) return;
    this.guesses.set(view.id, view.guesses);
    if (view.revealed) {
      this.open.add(view.id);
      this.behind.set(view.id, { slide: view.slide, as_of: view.asOf, answer: view.answer, controls: [] });
    } else if (Object.keys(view.changes).length) {
      this.turned.set(view.id, { slide: view.slide, as_of: view.asOf, controls: this.item?.controls ?? [], changes: view.changes });
    }
  }
}

const same = (one, other) => JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
