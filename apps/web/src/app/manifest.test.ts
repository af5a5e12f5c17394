/** What makes the app installable is there, as the manifest says. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface Icon {
  src: string;
  sizes: string;
  purpose: string;
}

const read = (path: string) => readFileSync(new URL(`../../public${path}`, import.meta.url));
const manifest = JSON.parse(read("/manifest.webmanifest").toString()) as Record<string, unknown> & { icons: Icon[] };
const pictures = manifest.icons.filter(({ src }) => src.endsWith(".png"));

it("names an app of its own, within its own addresses", () => {
  expect(manifest).toMatchObject({ id: "/chat", start_url: "/chat", scope: "/", display: "standalone" });
});

it("has a plain and a maskable icon in both sizes that systems ask for", () => {
  const offered = pictures.map(({ sizes, purpose }) => `${purpose} ${sizes}`);
  expect(offered).toEqual(["any 192x192", "any 512x512", "maskable 192x192", "maskable 512x512"]);
});

it.each(pictures)("$src is as large as it says", ({ src, sizes }) => {
  const png = read(src);
  expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
});
