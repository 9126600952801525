/* Several bases in one line: each part once, and where they differ the parts side by side. */
export function basisOf(words) {
  const lines = (words ?? "").split("; ").map((line) => line.split(" · "));
  if (lines.length < 2 || lines.some((parts) => parts.length !== lines[0].length)) return words;
  return lines[0].map((_, at) => [...new Set(lines.map((parts) => parts[at]))].join(" or ")).join(" · ");
}
