/* What stands below a slide. Several bases in one line: each part once, and where they differ the parts side by side. */
export function basisOf(words) {
  const lines = (words ?? "").split("; ").map((line) => line.split(" · "));
  if (lines.length < 2 || lines.some((parts) => parts.length !== lines[0].length)) return words;
  return lines[0].map((_, at) => [...new Set(lines.map((parts) => parts[at]))].join(" or ")).join(" · ");
}

/* Said of a slide whose figures were kept; "" of one that is as of now. */
export const presentedOn = (kept) =>
  kept ? `as presented on ${new Date(kept).toLocaleDateString("en-US", { day: "numeric", month: "long", year: "numeric" })}` : "";
