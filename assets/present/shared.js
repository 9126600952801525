/* An assumption holds for every slide that uses it: when one slide changes, the others follow, and go back with it. */
import { Refused } from "./net.js";

/* The assumptions that an item shares with every other slide that uses them. */
const common = (item) => (item?.controls ?? []).filter((each) => each.common).map((each) => each.name);

/* Changes without those that only say what the agenda says. */
export function without(changes, parameters) {
  return Object.fromEntries(Object.entries(changes).filter(([name, value]) => value !== (parameters[name] ?? "")));
}

export class Shared {
  constructor(show) {
    Object.assign(this, { show, aims: new Map() }); // aims: item -> the changes its slide is to have
  }

  /* Let the other slides follow a change of the log; it keeps how each of them was. */
  carry(entry) {
    const { show } = this;
    const { items } = show.deck;
    const moved = common(items.find((each) => each.id === entry.item)).filter((name) => (entry.before[name] ?? "") !== (entry.after[name] ?? ""));
    const earlier = new Map((entry.others ?? []).map((each) => [each.item, each.before]));
    entry.others = [];
    for (const other of moved.length ? items : []) {
      const names = common(other).filter((name) => moved.includes(name));
      if (other.id === entry.item || !names.length) continue;
      const after = { ...show.changes(other) };
      for (const name of names) {
        if (name in entry.after) after[name] = entry.after[name];
        else delete after[name];
      }
      entry.others.push({ item: other.id, before: earlier.get(other.id) ?? show.changes(other), after: without(after, other.parameters) });
    }
    this.follow(entry.others, "after");
  }

  /* One after the other: what is shown now is never kept waiting for them. */
  async follow(others, side) {
    const { show } = this;
    for (const each of others) {
      const changes = each[side];
      this.aims.set(each.item, changes);
      try {
        const made = await show.slide(each.item, changes);
        if (this.aims.get(each.item) === changes) show.put(each.item, changes, made);
      } catch (problem) {
        if (!(problem instanceof Refused)) show.status.set(each.item, "failed");
      }
    }
    show.tell();
  }

  /* The server is back: ask once more for the slides that could not be made. */
  retry() {
    for (const [id, changes] of this.aims) if (this.show.status.get(id) === "failed") this.follow([{ item: id, after: changes }], "after");
  }
}
