/* Keys, the same in every window. Page Up and Down are what clickers send. */
export const KEYS = [
  ["next", ["ArrowRight", "ArrowDown", "PageDown", " "], "→ ↓ Page Down Space", "Next item"],
  ["previous", ["ArrowLeft", "ArrowUp", "PageUp"], "← ↑ Page Up", "Item before"],
  ["first", ["Home"], "Home", "First item"],
  ["last", ["End"], "End", "Last item"],
  ["blank", ["b", "B", "."], "B", "Blank, and back"],
  ["reveal", ["g", "G", "Enter"], "G Enter", "Reveal the answer; again: the slide"],
  ["sliders", ["s", "S"], "S", "Sliders and guesses"],
  ["replay", ["r", "R"], "R", "Replay the last change"],
  ["undo", ["u"], "U", "Undo a change"],
  ["redo", ["U"], "Shift U", "Redo it"],
  ["table", ["t", "T"], "T", "Table, and back"],
  ["theme", ["d", "D"], "D", "Dark or light"],
  ["full", ["f", "F"], "F", "Full screen"],
  ["language", ["l", "L"], "L", "Language"],
  ["presenter", ["p", "P"], "P", "Presenter’s window"],
  ["help", ["?"], "?", "This list"],
  ["out", ["Escape"], "Esc", "Close what is open; twice: leave"],
];

const ACTS = new Map(KEYS.flatMap(([act, keys]) => keys.map((key) => [key, act])));
const TYPES = "input:not([type=range]), select, textarea";

export function listen(act) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const found = ACTS.get(event.key);
    if (!found) return;
    if (found !== "out" && event.target.closest(TYPES)) return;
    // a slider has the arrows, a button its own Enter and Space
    if (event.target.closest("input[type=range]") && /^(Arrow|Page|Home|End)/.test(event.key)) return;
    if (event.target.closest("button, a, summary") && [" ", "Enter"].includes(event.key)) return;
    event.preventDefault();
    if (!event.repeat || ["next", "previous"].includes(found)) act(found);
  });
}

export function helpList() {
  const list = document.createElement("dl");
  for (const [, , shown, words] of KEYS) {
    const row = document.createElement("div");
    const key = document.createElement("dt");
    const said = document.createElement("dd");
    key.textContent = shown;
    said.textContent = words;
    row.append(key, said);
    list.append(row);
  }
  return list;
}

/* What must not happen by one slip: only the second press within a few seconds counts. */
const SURE_MS = 4000;
export function twice(act, warn) {
  let until = 0;
  return () => {
    if (performance.now() < until) {
      until = 0;
      act();
    } else {
      until = performance.now() + SURE_MS;
      warn();
    }
  };
}
