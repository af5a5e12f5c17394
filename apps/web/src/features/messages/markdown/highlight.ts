/** Tells keywords, strings and the like of a dozen languages apart. Loaded when the first code block is shown. */
import bash from "highlight.js/lib/languages/bash";
import cpp from "highlight.js/lib/languages/cpp";
import css from "highlight.js/lib/languages/css";
import go from "highlight.js/lib/languages/go";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import rust from "highlight.js/lib/languages/rust";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import { createLowlight } from "lowlight";
import type { Piece, Tone } from "./tones.ts";

const lowlight = createLowlight({
  bash,
  cpp,
  css,
  go,
  java,
  javascript,
  json,
  python,
  rust,
  sql,
  typescript,
  xml,
  yaml,
});
lowlight.registerAlias({ bash: ["console", "shell"], cpp: ["c", "h"] });

const TONES: Record<string, Tone> = {
  comment: "comment",
  doctag: "comment",
  meta: "comment",
  keyword: "keyword",
  "selector-tag": "keyword",
  literal: "number",
  number: "number",
  symbol: "number",
  string: "string",
  regexp: "string",
  "char.escape": "string",
  attr: "name",
  attribute: "name",
  built_in: "name",
  name: "name",
  property: "name",
  "selector-class": "name",
  "selector-id": "name",
  title: "name",
  type: "name",
  variable: "name",
};

type Node = ReturnType<typeof lowlight.highlight>["children"][number];

/** The text in pieces; joined they are the text again. Null for a language that is not among them. */
export function highlight(language: string, text: string): readonly Piece[] | null {
  if (!lowlight.registered(language)) return null;
  return lowlight.highlight(language, text).children.flatMap((node) => piecesOf(node, null));
}

function piecesOf(node: Node, outer: Tone | null): Piece[] {
  if (node.type === "text") return [{ text: node.value, tone: outer }];
  if (node.type !== "element") return [];
  const tone = toneOf(node.properties.className) ?? outer;
  return node.children.flatMap((child) => piecesOf(child, tone));
}

function toneOf(classes: unknown): Tone | null {
  const [first] = Array.isArray(classes) ? classes : [];
  return TONES[String(first).replace(/^hljs-/, "")] ?? null;
}
