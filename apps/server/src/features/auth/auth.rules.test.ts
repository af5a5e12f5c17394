import { describe, expect, it } from "vitest";
import { avatarUrl, displayName, verifiedEmail } from "./auth.rules.ts";

describe("verifiedEmail", () => {
  it("accepts an address that the provider vouches for, in lower case", () => {
    expect(verifiedEmail({ email: " Ada@Example.org ", email_verified: true })).toBe("ada@example.org");
  });

  it.each([false, undefined, null, "true", 1, {}])(
    "{A7} refuses an address with email_verified %j",
    (email_verified) => {
      expect(verifiedEmail({ email: "ada@example.org", email_verified })).toBeNull();
    },
  );

  it.each([undefined, 7, "", "ada", "a@b@c", "ada@\0", ["ada@example.org"]])("refuses %j as an address", (email) => {
    expect(verifiedEmail({ email, email_verified: true })).toBeNull();
  });
});

describe("displayName", () => {
  it("cleans the provider's name into one line", () => {
    expect(displayName("  Ada\n\u202ELovelace\u200B ", "ada@example.org")).toBe("Ada Lovelace");
  });

  it("cuts a long name at the limit without splitting a character", () => {
    expect(displayName("😀".repeat(150), "ada@example.org")).toBe("😀".repeat(100));
  });

  it.each([undefined, null, 7, "", " \u200B ", "a\uD800", { name: "Ada" }])(
    "falls back to the first part of the address for %j",
    (name) => {
      expect(displayName(name, "ada@example.org")).toBe("ada");
    },
  );

  it("always finds a name", () => {
    expect(displayName("\u200B", "\u200B@example.org")).toBe("Somebody");
  });
});

describe("avatarUrl", () => {
  const HOSTS = ["example.org", "*.example.net"];

  it("accepts an https address of a host that is allowed", () => {
    expect(avatarUrl("https://example.org/ada.png?size=96", HOSTS)).toBe("https://example.org/ada.png?size=96");
    expect(avatarUrl("https://a.b.example.net/ada.png", HOSTS)).toBe("https://a.b.example.net/ada.png");
  });

  it.each([
    undefined,
    42,
    "",
    "ada.png",
    "http://example.org/ada.png",
    "https://evil.example/ada.png",
    "https://example.org.evil.example/ada.png",
    "https://example.org:8443/ada.png",
    "https://evilexample.net/ada.png",
    "javascript:alert(1)",
    "data:image/png;base64,AA==",
    "https://user:word@example.org/ada.png",
    `https://example.org/${"a".repeat(2_000)}`,
    `https://example.org/${"é".repeat(1_000)}`,
  ])("{G3} refuses %j", (picture) => {
    expect(avatarUrl(picture, HOSTS)).toBeNull();
  });
});
