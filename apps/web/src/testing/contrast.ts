/** Contrast between two colours by WCAG 2, for colours written in OKLCH. Out-of-gamut channels are clipped, as a screen does. */

/** Linear light, 0 to 1 each. */
export interface Rgba {
  r: number;
  g: number;
  b: number;
  alpha: number;
}

/** Reads `oklch(L C H)` or `oklch(L C H / A)`, plain numbers only. */
export function parseOklch(text: string): Rgba {
  const match = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/.exec(text.trim());
  if (match === null) throw new Error(`not a colour: ${text}`);
  const [lightness = 0, chroma = 0, hue = 0, alpha = 1] = match.slice(1).filter(Boolean).map(Number);
  const angle = (hue * Math.PI) / 180;
  return { ...fromOklab(lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)), alpha };
}

function fromOklab(lightness: number, a: number, b: number): { r: number; g: number; b: number } {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return {
    r: clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    g: clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    b: clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  };
}

/** `top` laid over an opaque `ground`, mixed as browsers do: in gamma-encoded sRGB. */
export function over(top: Rgba, ground: Rgba): Rgba {
  const mix = (a: number, b: number) => decode(encode(a) * top.alpha + encode(b) * (1 - top.alpha));
  return { r: mix(top.r, ground.r), g: mix(top.g, ground.g), b: mix(top.b, ground.b), alpha: 1 };
}

/** 1 to 21. */
export function contrast(one: Rgba, other: Rgba): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance({ r, g, b }: Rgba): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function clip(channel: number): number {
  return Math.min(1, Math.max(0, channel));
}

function encode(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
}

function decode(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}
