import { expect, it } from "vitest";
import { matchNames } from "./match-names.ts";

const names = ["Book club", "Élodie Martin", "Margarete Elm", "House on Elm Street"].map((name) => ({
  id: name,
  name,
}));
const found = (query: string) => matchNames(query, names).map(({ name }) => name);

it("knows no case and no diacritics", () => {
  expect(found("elodie")).toEqual(["Élodie Martin"]);
  expect(found("ÉLM")).toEqual(["Margarete Elm", "House on Elm Street"]);
});

it("puts the beginning of a word before the middle of one", () => {
  expect(found("ar")).toEqual(["Élodie Martin", "Margarete Elm"]);
  expect(found("o")).toEqual(["House on Elm Street", "Book club", "Élodie Martin"]);
});

it("wants every word, in any order", () => {
  expect(found("elm hou")).toEqual(["House on Elm Street"]);
  expect(found("elm garden")).toEqual([]);
});

it("shows all, as they are, when nothing is typed", () => {
  expect(found(" ")).toEqual(names.map(({ name }) => name));
});
