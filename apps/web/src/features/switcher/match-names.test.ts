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

it("forgives a slip of the finger, after what matches as typed", () => {
  expect(found("Margerete")).toEqual(["Margarete Elm"]);
  expect(found("book culb")).toEqual(["Book club"]);
  expect(found("hosue")).toEqual(["House on Elm Street"]);
  expect(found("xyz")).toEqual([]);
});

it("knows every script", () => {
  const others = ["Борис", "山田太郎", "محمد"].map((name) => ({ id: name, name }));
  expect(matchNames("бор", others).map(({ name }) => name)).toEqual(["Борис"]);
  expect(matchNames("太郎", others).map(({ name }) => name)).toEqual(["山田太郎"]);
});
