/* A changed assumption holds for every slide that uses it; a choice made without a server is asked about. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Show } from "../present/show.js";

const rate = { name: "discount_rate", kind: "range", common: true };
const count = { name: "count", kind: "range", common: false };
const place = { name: "place", kind: "choice", common: false };
const item = (id, controls) => ({ id, exhibit: id, parameters: { place: "tucson" }, question: "", controls, slide: { title: id, number: "", changed: [] } });
const deck = () => ({ id: "deck", version: 1, items: [item("total", [place, rate, count]), item("waterfall", [place, rate]), item("map", [place])] });
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

let online = true;
let asked = [];
let said = [];
beforeEach(() => {
  online = true;
  asked = [];
  said = [];
  globalThis.fetch = async (address) => {
    if (!online) throw new TypeError("away");
    asked.push(address);
    const found = new URL(address, "http://here");
    const changes = Object.fromEntries(found.searchParams);
    const controls = [place, rate, count].filter((each) => each.name in changes || each.name === "discount_rate");
    return new Response(JSON.stringify({ slide: { title: address, number: "", changed: Object.keys(changes) }, as_of: null, controls }), { headers: { "Content-Type": "application/json" } });
  };
});
const made = () => new Show(deck(), { told() {}, say: (words) => said.push(words) });

test("the other slides with the assumption follow, those without it stay", async () => {
  const show = made();
  show.change("discount_rate", "0.05");
  await settled();
  assert.deepEqual(show.changes(show.deck.items[0]), { discount_rate: "0.05" });
  assert.deepEqual(show.changes(show.deck.items[1]), { discount_rate: "0.05" });
  assert.deepEqual(show.changes(show.deck.items[2]), {});
});

test("undo takes all of them back, redo brings all of them again", async () => {
  const show = made();
  show.change("discount_rate", "0.05");
  await settled();
  await show.undo();
  await settled();
  assert.deepEqual(show.deck.items.map((each) => show.changes(each)), [{}, {}, {}]);
  await show.redo();
  await settled();
  assert.deepEqual(show.changes(show.deck.items[1]), { discount_rate: "0.05" });
});

test("reset of one slide resets the assumption everywhere", async () => {
  const show = made();
  show.change("discount_rate", "0.05");
  await settled();
  show.reset();
  await settled();
  assert.deepEqual(show.deck.items.map((each) => show.changes(each)), [{}, {}, {}]);
});

test("how many people there are is a matter of one slide", async () => {
  const show = made();
  show.change("count", "100");
  await settled();
  assert.deepEqual(show.deck.items.map((each) => show.changes(each)), [{ count: "100" }, {}, {}]);
});

test("another place chosen offline waits for a yes", async () => {
  const show = made();
  online = false;
  show.change("place", "mesa", { label: "Place", to: "Mesa" });
  await settled();
  assert.match(said.at(-1), /You are asked when it is back/);
  online = true;
  show.recover();
  await settled();
  assert.deepEqual(show.changes(), {});
  assert.match(said.at(-1), /Place: Mesa was chosen meanwhile/);
  show.settle(true);
  await settled();
  assert.deepEqual(show.changes(), { place: "mesa" });
});

test("a no leaves the slide as it is", async () => {
  const show = made();
  online = false;
  show.change("place", "mesa", { label: "Place", to: "Mesa" });
  await settled();
  online = true;
  show.recover();
  show.settle(false);
  await settled();
  assert.deepEqual(show.changes(), {});
  assert.equal(show.view().status, "");
});

test("an assumption changed offline follows by itself", async () => {
  const show = made();
  online = false;
  show.change("discount_rate", "0.05");
  await settled();
  assert.equal(show.view().status, "failed");
  online = true;
  show.recover();
  await settled();
  assert.deepEqual(show.changes(show.deck.items[1]), { discount_rate: "0.05" });
});
