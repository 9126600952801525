/* A table a room can read: few rows, few columns, large type; what is left out is said. */
const MOST_ROWS = 6;
const LETTER = 24; // width of a letter of 44 px, in pixels
const GAP = 44;
const LONG = 46;
const ASIDE = /basis|source|where|hedge|how it comes|caveat|note/i;

export function cells(table, width) {
  const rows = table.rows.slice(0, MOST_ROWS);
  const columns = chosen(table, rows, width);
  const made = document.createElement("table");
  const head = made.createTHead().insertRow();
  for (const at of columns) head.append(cell("th", table.columns[at].label, table.columns[at].unit, "col"));
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    columns.forEach((at, place) => line.append(cell(place ? "td" : "th", row[at].text || "–", table.columns[at].unit, place ? "" : "row")));
  }
  const left = table.rows.length - rows.length;
  return { made, said: left > 0 ? `and ${left} more rows on the exhibit’s page` : "" };
}

function cell(kind, words, unit, scope) {
  const element = document.createElement(kind);
  element.textContent = words;
  if (scope) element.scope = scope;
  if (unit && kind !== "th" ? unit : unit && scope === "col") element.className = "number-cell";
  return element;
}

function chosen(table, rows, width) {
  const widths = table.columns.map((column, at) => longest([column.label.slice(0, 22), ...rows.map((row) => row[at].text)]) * LETTER + GAP);
  const wanted = table.columns
    .map((_, at) => at)
    .filter((at) => at === 0 || (!ASIDE.test(table.columns[at].label) && longest(rows.map((row) => row[at].text)) <= LONG && rows.some((row) => row[at].text)));
  const kept = [];
  let used = 0;
  for (const at of wanted) {
    const needed = Math.min(widths[at], at ? width : width * 0.6);
    if (kept.length && used + needed > width) continue;
    kept.push(at);
    used += needed;
  }
  return kept;
}

const longest = (texts) => Math.max(1, ...texts.map((text) => Math.max(...text.split(" ").map((word) => word.length), Math.min(text.length, 30))));
