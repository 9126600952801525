/* The room log: what was changed, guessed and kept, in order; and the minutes made of it. */
import { written } from "./guesses.js";

const at = (text) => new Date(text).toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" });
const element = (kind, words = "", name = "") => Object.assign(document.createElement(kind), { textContent: words, className: name });

export class Log {
  constructor(root, kept, agenda, say) {
    Object.assign(this, { root, kept, agenda, say });
    for (const each of document.querySelectorAll("[data-minutes]")) each.addEventListener("click", () => this.minutes(each));
  }

  show(show) {
    this.last = show;
    const lines = show.log.map((entry) => this.line(entry, show));
    this.root.replaceChildren(...(lines.length ? lines.reverse() : [element("li", "Nothing yet: changes, guesses and scenarios are listed here.", "quiet")]));
    this.kept.replaceChildren(
      ...show.scenarios.map((each) => {
        const button = element("button", `${each.name}: ${each.number || each.title}`);
        button.type = "button";
        button.addEventListener("click", () => show.use(each.name));
        return button;
      }),
    );
  }

  line(entry, show) {
    const item = show.deck.items.findIndex((each) => each.id === entry.item);
    const line = element("li", "", entry.undone ? "undone" : "");
    line.append(element("span", `${at(entry.at)} · ${item + 1}`, "when"), element("span", this.words(entry, show.deck.items[item])));
    return line;
  }

  words(entry, item) {
    if (entry.kind === "guess") return `Guess: ${written(entry.value, item?.unit ?? "")}`;
    if (entry.kind === "reveal") return "Answer revealed";
    if (entry.kind === "scenario") return `Kept as ${entry.name}: ${entry.number || entry.title}`;
    return `${entry.label}: ${entry.from} → ${entry.to}. ${entry.number || entry.title}${entry.undone ? " (undone)" : ""}`;
  }

  /* Item ids, parameters, guesses and times: the numbers are made anew on the server. */
  body() {
    const { log, scenarios } = this.last;
    const entries = log.map(({ kind, at: when, item, name = "", before = {}, after = {}, value = null, undone = false }) => ({
      kind, at: when, item, name: kind === "scenario" ? name : "", before, after, value, undone,
    }));
    return { entries, scenarios: scenarios.map(({ name, item, changes }) => ({ name, item, after: changes })) };
  }

  async minutes(button) {
    const ending = button.dataset.minutes;
    const words = button.textContent;
    button.disabled = true;
    button.textContent = "Being made…";
    try {
      const answer = await fetch(`/convene/${this.agenda}/minutes.${ending}`, {
        method: "POST",
        body: JSON.stringify(this.body()),
        headers: { "Content-Type": "application/json" },
      });
      if (!answer.ok) throw new Error((await answer.text()).trim().slice(0, 300));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? `minutes.${ending}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    } catch (problem) {
      this.say(problem instanceof TypeError ? "The minutes need the server." : problem.message);
    }
    button.disabled = false;
    button.textContent = words;
  }
}
