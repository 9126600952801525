/* A table a room can read: few rows, few columns, large type; what is left out is said. */
const MOST_ROWS = 6;
const LETTER = 24; // width of a letter of 44 px, in pixels
const GAP = 44;
const LONG = 46;
const ASIDE = /basis|source|where|hedge|how it comes|caveat|note/i;

/* room(): whether the table, as it stands in the page, fits; rows are left out from its end until it does. */
export function cells(table, width, place, room) {
  const columns = chosen(table, table.rows.slice(0, MOST_ROWS), width);
  for (let most = Math.min(MOST_ROWS, table.rows.length); most > 0; most -= 1) {
    place.replaceChildren(...drawn(table, table.rows.slice(0, most), columns));
    if (room()) return;
  }
}

function drawn(table, rows, columns) {
  const made = document.createElement("table");
  const head = made.createTHead().insertRow();
  for (const at of columns) head.append(cell("th", table.columns[at].label, table.columns[at].unit, "col"));
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    columns.forEach((at, place) => line.append(cell(place ? "td" : "th", row[at].text || "–", table.columns[at].unit, place ? "" : "row")));
  }
  const left = table.rows.length - rows.length;
  const said = document.createElement("p");
  if (left > 0) said.textContent = `and ${left} more ${left === 1 ? "row" : "rows"} on the exhibit’s page`;
  return [made, said];
}

function cell(kind, words, unit, scope) {
  const element = document.createElement(kind);
  element.textContent = words;
  if (scope) element.scope = scope;
  if (unit && scope !== "row") element.className = "number-cell";
  return element;
}

function chosen(table, rows, width) {
  const widths = table.columns.map((column, at) => longest([column.label.slice(0, 22), ...rows.map((row) => row[at].text)]) * LETTER + GAP);
  const wanted = table.columns
    .map((_, at) => at)
    .filter((at) => at === 0 || (!ASIDE.test(table.columns[at].label) && longest(rows.map((row) => row[at].text)) <= LONG && rows.some((row) => row[at].text)));
  const kept = [];
  let used = 0;
  // numbers before words, where there is not room for both
  for (const at of wanted.toSorted((one, other) => weight(table, one) - weight(table, other))) {
    const needed = Math.min(widths[at], at ? width : width * 0.6);
    if (kept.length && used + needed > width) continue;
    kept.push(at);
    used += needed;
  }
  return kept.sort((one, other) => one - other);
}

/* Numbers first, then words that tell the rows apart. */
function weight(table, at) {
  if (at === 0) return 0;
  const rows = table.rows.slice(0, MOST_ROWS);
  const alike = 1 - new Set(rows.map((row) => row[at].text)).size / rows.length;
  return (table.columns[at].unit ? 1 : 2) + alike;
}

const longest = (texts) => Math.max(1, ...texts.map((text) => Math.max(...text.split(" ").map((word) => word.length), Math.min(text.length, 30))));
