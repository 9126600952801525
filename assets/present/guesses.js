/* Guesses of the room: read as they are typed, written as the slide writes its number, and how far the middle one missed. */
const SIZES = { k: 1e3, t: 1e3, m: 1e6, b: 1e9 };
const TYPED = /^\s*[$]?\s*([-−]?\d[\d,]*\.?\d*)\s*(%|k|m|b|thousand|million|billion)?\s*(dollars?|people|students)?\s*$/i;
const ASKED = /\b(thousand|million|billion)s?\b/i;
const SMALL_DOLLARS = 10000;

/* The size word of a question: "How many million?" is answered in millions. */
export const askedSize = (question) => ASKED.exec(question)?.[1].toLowerCase() ?? "";

/* A guess in the unit of the question: { value }, or { problem } that says what to type.
   A number without a size takes the question's; where a question about dollars names none, a small number is asked about. */
export function readGuess(text, question = "", unit = "") {
  const found = TYPED.exec(text);
  if (!found) return { problem: "Type a number, such as 12, 12% or 1.2 million." };
  const number = Number(found[1].replaceAll(",", "").replace("−", "-"));
  const [said, noun] = [found[2]?.toLowerCase() ?? "", found[3]];
  const size = said || (noun || unit === "percent" ? "" : askedSize(question));
  if (unit === "USD" && !size && !noun && Math.abs(number) < SMALL_DOLLARS && number !== 0) {
    return { problem: `${found[1]} what? Type ${found[1]} million, ${found[1]} thousand or ${found[1]} dollars.` };
  }
  const value = number * (size && size !== "%" ? SIZES[size[0]] : 1);
  return Number.isFinite(value) ? { value } : { problem: "Type a number, such as 12, 12% or 1.2 million." };
}

const rounded = (value, digits) => value.toLocaleString("en-US", { maximumFractionDigits: digits });

function dollars(value) {
  const size = Math.abs(value);
  for (const [from, by, word] of [[999.5e6, 1e9, " billion"], [999.5e3, 1e6, " million"], [1e4, 1e3, " thousand"]]) {
    if (size >= from) return `$${rounded(size / by, size / by < 99.95 && by > 1e3 ? 1 : 0)}${word}`;
  }
  return `$${rounded(size, size < 100 && size % 1 ? 2 : 0)}`;
}

export function written(value, unit) {
  const sign = value < 0 ? "−" : "";
  const size = Math.abs(value);
  if (unit === "USD") return sign + dollars(value);
  if (unit === "percent") return `${sign}${rounded(size, 1)}%`;
  return sign + rounded(size, size < 10 ? 1 : 0);
}

export function middle(values) {
  const ordered = [...values].sort((a, b) => a - b);
  const half = Math.floor(ordered.length / 2);
  return ordered.length % 2 ? ordered[half] : (ordered[half - 1] + ordered[half]) / 2;
}

/* By how much the middle guess missed: of the exact value, said as the unit asks. */
export function missed(values, answer) {
  if (!values.length || answer?.value == null) return "";
  const guess = middle(values);
  const off = guess - answer.value;
  const lead = `${values.length === 1 ? "The guess" : "The middle guess"} was ${written(guess, answer.unit)}`;
  const size = answer.unit === "percent" ? rounded(Math.abs(off), 1) : written(Math.abs(off), answer.unit);
  if (size === "0" || size === "$0") return `${lead}: right.`;
  const points = answer.unit === "percent" ? ` ${size === "1" ? "point" : "points"}` : "";
  return `${lead}; it is ${answer.text}: ${size}${points} too ${off > 0 ? "high" : "low"}.`;
}

const NS = "http://www.w3.org/2000/svg";
const make = (name, attributes, words) => {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (words !== undefined) element.textContent = words;
  return element;
};

/* The spread of guesses on a line: one dot a guess, stacked; the truth, where it is given, as a line. */
export function spread(values, unit, truth, width = 1180, height = 520) {
  const all = truth == null ? values : [...values, truth.value];
  const picture = make("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "xMinYMid meet", class: "spread", role: "img", "aria-label": described(values, unit, truth) });
  if (!all.length) return picture;
  let [low, high] = unit === "percent" ? [0, 100] : [Math.min(0, ...all), Math.max(...all) * 1.08 || 1];
  if (unit === "percent" && Math.max(...all) > 100) high = Math.max(...all);
  const place = (value) => 60 + ((value - low) / (high - low)) * (width - 120);
  const floor = height - 90;
  picture.append(make("line", { x1: 40, x2: width - 40, y1: floor, y2: floor, class: "floor" }));
  for (const end of [low, high]) picture.append(make("text", { x: place(end), y: height - 30, class: `end ${side(place(end), width)}` }, written(end, unit)));
  const radius = Math.min(26, (floor - 120) / 2 / Math.max(1, tallest(values, place)));
  const levels = []; // where each level's last dot stands: a dot keeps its exact place and rises where another is in its way
  for (const value of [...values].sort((a, b) => a - b)) {
    const x = place(value);
    const free = levels.findIndex((last) => x - last >= radius * 2);
    const level = free < 0 ? levels.length : free;
    levels[level] = x;
    picture.append(make("circle", { cx: x, cy: floor - radius * (2 * level + 1) - 6, r: radius - 3, class: "guess" }));
  }
  if (truth != null) {
    const x = place(truth.value);
    picture.append(make("line", { x1: x, x2: x, y1: 64, y2: floor, class: "truth" }));
    picture.append(make("text", { x, y: 46, class: `truth-words ${side(x, width)}` }, truth.text));
  }
  return picture;
}

/* Words near an edge stand on its inner side, so that none is cut. */
const side = (x, width) => (x < width / 4 ? "leads" : x > (width * 3) / 4 ? "ends" : "");

function tallest(values, place) {
  const counts = new Map();
  for (const value of values) counts.set(Math.round(place(value) / 52), (counts.get(Math.round(place(value) / 52)) ?? 0) + 1);
  return Math.max(1, ...counts.values());
}

const described = (values, unit, truth) =>
  `${values.length} ${values.length === 1 ? "guess" : "guesses"}: ${[...values].sort((a, b) => a - b).map((one) => written(one, unit)).join(", ")}` +
  (truth == null ? "" : `. It is ${truth.text}.`);
