import { expect, it } from "vitest";
import { deviceName } from "./device-name.rules.ts";

const SAFARI_IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1";
const EDGE_WINDOWS =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.0.0";
const CHROME_ANDROID =
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36";

it.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Safari/537.36",
    "Chrome on Linux",
  ],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:125.0) Gecko/20100101 Firefox/125.0", "Firefox on macOS"],
  [SAFARI_IPHONE, "Safari on iPhone"],
  [EDGE_WINDOWS, "Edge on Windows"],
  [CHROME_ANDROID, "Chrome on Android"],
  ["curl/8.5.0", "curl"],
  ["node", "Node.js"],
  ["<script>alert(1)</script>", "Unknown device"],
  ["", "Unknown device"],
  [undefined, "Unknown device"],
])("recognises %j", (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});
