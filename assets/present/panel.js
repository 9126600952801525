/* The controls of a slide: assumptions to slide, choices to make; and the room's guesses while a question is open. */
import { askedSize, readGuess, written } from "./guesses.js";

const make = (kind, attributes = {}, words = "") => {
  const element = Object.assign(document.createElement(kind), attributes);
  if (words) element.textContent = words;
  return element;
};

export function readOut(control, value) {
  const number = Number(value) * control.scale;
  const text = Number(number.toFixed(2)).toLocaleString("en-US", { useGrouping: control.unit === "people" });
  return control.scale === 100 ? `${text}%` : text;
}

export class Panel {
  /* show: whose controls these are, and whom a hand on them moves. */
  constructor(root, lists, show) {
    Object.assign(this, { root, lists, lead: show, key: "" });
  }

  show() {
    const { item, wanted } = this.lead;
    const hidden = this.lead.hidden();
    const controls = this.lead.controls();
    const key = `${item?.id} ${hidden} ${controls.map((each) => `${each.name}:${each.options.length}`).join()}`;
    if (key !== this.key) this.build(item, hidden, controls);
    this.key = key;
    this.ask();
    if (hidden) this.tally();
    else for (const control of controls) this.set(control, wanted?.words.name === control.name);
  }

  build(item, hidden, controls) {
    this.root.replaceChildren();
    if (hidden) return this.root.append(...this.guessForm());
    if (!controls.length) this.root.append(make("p", { className: "quiet" }, item ? "Nothing to change on this one." : ""));
    const first = ({ kind, name }) => (["place", "places", "measure"].includes(name) ? 0 : kind === "range" ? 1 : 2);
    controls = controls.toSorted((one, other) => first(one) - first(other));
    this.root.append(...controls.map((control) => (control.kind === "range" ? this.range(control) : this.choice(control))));
  }

  /* A choice made while the server was away is not put before the room unasked. */
  ask() {
    this.root.querySelector(".held")?.remove();
    const { held } = this.lead;
    if (!held || !this.lead.back) return;
    const box = make("div", { className: "held", role: "group", ariaLabel: "Chosen while offline" });
    const { label, to } = held.words;
    const yes = make("button", { type: "button" }, "Show it now");
    const no = make("button", { type: "button", className: "quiet-button" }, "Leave the slide as it is");
    yes.addEventListener("click", () => this.lead.settle(true));
    no.addEventListener("click", () => this.lead.settle(false));
    box.append(make("p", {}, `While the server was away you chose ${label}: ${to}.`), yes, no);
    this.root.prepend(box);
  }

  range(control) {
    const row = make("div", { className: "slide-row" });
    row.dataset.name = control.name;
    const id = `control-${control.name}`;
    const slider = make("input", { id, type: "range", min: control.least, max: control.most, step: control.step });
    const box = make("output", { htmlFor: id });
    row.append(make("label", { htmlFor: id }, control.label), make("span", { className: "was" }), box, slider, make("p", { className: "from" }, control.said));
    let from = null;
    const moved = (final) => {
      from ??= row.control.value;
      box.textContent = readOut(control, slider.value);
      const words = { final, label: control.label, from: readOut(control, from), to: readOut(control, slider.value) };
      this.lead.change(control.name, String(Number(slider.value)), words);
      if (final) from = null;
    };
    slider.addEventListener("input", () => moved(false));
    slider.addEventListener("change", () => moved(true));
    return row;
  }

  choice(control) {
    const row = make("div", { className: "choice-row" });
    row.dataset.name = control.name;
    const id = `control-${control.name}`;
    const select = make("select", { id });
    const options = control.shared ? this.lists[control.shared] : control.options;
    if (!control.value) select.append(make("option", { value: "" }, "As the exhibit decides"));
    for (const [value, words] of options) select.append(make("option", { value }, words));
    select.addEventListener("change", () => {
      const rest = row.control.rest.filter((each) => each !== select.value);
      const label = (value) => options.find(([each]) => each === value)?.[1] ?? value;
      const words = { label: control.label, from: label(row.control.value), to: label(select.value) };
      this.lead.change(control.name, [select.value, ...rest].filter(Boolean).join(","), words);
    });
    row.append(make("label", { htmlFor: id }, control.label), select);
    return row;
  }

  /* The state of the slide, but never under a hand that is still moving. */
  set(control, moving) {
    const row = this.root.querySelector(`[data-name="${control.name}"]`);
    if (!row) return;
    row.control = control;
    if (moving) return;
    const field = row.querySelector("input, select");
    if (control.kind === "choice") {
      field.value = control.value;
      return;
    }
    if (!field.matches(":active")) field.value = control.value;
    row.querySelector("output").textContent = readOut(control, field.value);
    const changed = Math.abs(Number(field.value) - control.central) > control.step / 1000;
    row.querySelector(".was").textContent = changed ? `was ${readOut(control, control.central)}` : "";
    row.classList.toggle("changed", changed);
  }

  guessForm() {
    const form = make("form", { className: "guess-form" });
    const box = make("input", { id: "guess", type: "text", autocomplete: "off", inputMode: "decimal", maxLength: 20 });
    const problem = make("p", { className: "problem", role: "alert" });
    const { question, unit } = this.lead.view();
    const size = unit === "percent" ? "" : askedSize(question);
    const label = size ? `A guess from the room, in ${size}s` : "A guess from the room";
    form.append(make("label", { htmlFor: "guess" }, label), box, make("button", { type: "submit" }, "Add"), problem);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const guess = readGuess(box.value, question, unit);
      problem.textContent = guess.problem ?? "";
      if (guess.problem) return;
      box.value = "";
      this.lead.guess(guess.value);
    });
    const tally = make("div", { className: "tally", role: "group", ariaLabel: "Tap for one more guess" });
    const drop = make("button", { type: "button", className: "quiet-button" }, "Take the last guess back");
    drop.addEventListener("click", () => this.lead.dropGuess());
    return [form, make("p", { className: "quiet" }, "Or tap once for each hand:"), tally, drop];
  }

  tally() {
    const { guesses, unit } = this.lead.view();
    const tally = this.root.querySelector(".tally");
    const usual = unit === "percent" ? [5, 10, 20, 30, 40, 50, 60, 70, 80, 90] : [];
    const values = [...new Set([...usual, ...guesses])].sort((a, b) => a - b);
    const focused = tally.contains(document.activeElement) ? document.activeElement.dataset.value : null;
    tally.replaceChildren(
      ...values.map((value) => {
        const times = guesses.filter((each) => each === value).length;
        const button = make("button", { type: "button" }, `${written(value, unit)}${times ? ` × ${times}` : ""}`);
        button.dataset.value = String(value);
        button.addEventListener("click", () => this.lead.guess(value));
        return button;
      }),
    );
    if (focused !== null) tally.querySelector(`[data-value="${focused}"]`)?.focus();
  }
}
