/* Guesses take the unit of the question. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { missed, readGuess } from "../present/guesses.js";

for (const [typed, question, unit, value] of [
  ["150", "How many million dollars?", "USD", 150e6],
  ["1.2", "How many millions?", "USD", 1.2e6],
  ["$150M", "How many million dollars?", "USD", 150e6],
  ["150 thousand", "How many million dollars?", "USD", 150e3],
  ["2b", "How many million dollars?", "USD", 2e9],
  ["400 dollars", "What does it cost each resident?", "USD", 400],
  ["150,000,000", "What does it cost?", "USD", 150e6],
  ["12%", "What share?", "percent", 12],
  ["12", "What share of a million?", "percent", 12],
  ["579", "How many students?", "people", 579],
  ["3 thousand people", "How many students?", "people", 3000],
  ["−5", "By how much?", "points", -5],
]) {
  test(`${typed} to “${question}” is ${value}`, () => assert.deepEqual(readGuess(typed, question, unit), { value }));
}

test("a small number of dollars is asked about where the question names no size", () => {
  assert.match(readGuess("150", "What does it cost Tucson?", "USD").problem, /^150 what\? Type 150 million/);
  assert.deepEqual(readGuess("0", "What does it cost Tucson?", "USD"), { value: 0 });
});

test("what is no number says what to type", () => {
  for (const typed of ["", "many", "1..2", "1e9", "150 million billion"]) assert.match(readGuess(typed).problem, /^Type a number/);
});

test("the miss is in the unit of the question", () => {
  const answer = { value: 222e6, text: "$222 million", unit: "USD" };
  const { value } = readGuess("150", "How many million?", "USD");
  assert.equal(missed([value], answer), "The guess was $150 million; it is $222 million: $72 million too low.");
});
