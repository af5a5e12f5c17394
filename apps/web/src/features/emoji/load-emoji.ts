/**
 * The emoji with their names and search words, in a language and in English. Part of the app, so that no other server learns what
 * anybody looks for; a chunk of its own, fetched when emoji are first wanted. Emoji that this device cannot draw are left out.
 */
import { baseOf, spokenLanguage } from "../../language/index.ts";
import { drawsEmoji } from "./draws-emoji.ts";

export interface NamedEmoji {
  readonly emoji: string;
  readonly label: string;
  readonly tags: readonly string[];
  /** As in ":smile:", without the colons; the first is the usual one. */
  readonly codes: readonly string[];
  readonly group: number;
  readonly version: number;
  /** In five tones, from light to dark; absent on emoji without skin. */
  readonly skins: readonly string[] | null;
}

/** As emojibase has it. */
interface RawEmoji {
  readonly emoji: string;
  readonly hexcode: string;
  readonly label: string;
  readonly tags?: readonly string[];
  readonly group?: number;
  readonly version: number;
  readonly skins?: readonly { readonly emoji: string; readonly tone: number | readonly number[] }[];
}

const TRANSLATIONS: Record<string, () => Promise<{ default: unknown }>> = {
  de: () => import("emojibase-data/de/data.json"),
};

/** Everything up to here is drawn everywhere by now. */
const OLD_ENOUGH = 13;
/** Parts of emoji, such as skin tones. */
const COMPONENTS = 2;

let loading: { language: string; emoji: Promise<readonly NamedEmoji[]> } | null = null;

export function loadEmoji(): Promise<readonly NamedEmoji[]> {
  const language = spokenLanguage();
  if (loading?.language !== language) {
    const emoji = load(language);
    loading = { language, emoji };
    emoji.catch(() => {
      loading = null;
    });
  }
  return loading.emoji;
}

async function load(language: string): Promise<readonly NamedEmoji[]> {
  const [english, translated, { default: shortcodes }] = await Promise.all([
    import("emojibase-data/en/data.json"),
    TRANSLATIONS[baseOf(language)]?.(),
    import("emojibase-data/en/shortcodes/github.json"),
  ]);
  const others = new Map(((translated?.default ?? []) as RawEmoji[]).map((one) => [one.hexcode, one]));
  const codes = shortcodes as unknown as Record<string, string | string[]>;
  const all = (english.default as unknown as RawEmoji[]).filter(({ group = COMPONENTS }) => group !== COMPONENTS);
  const drawn = drawnVersions(all);
  return all
    .filter(({ version }) => drawn(version))
    .map((raw) => named(raw, others.get(raw.hexcode), [codes[raw.hexcode] ?? []].flat()));
}

function named(raw: RawEmoji, translated: RawEmoji | undefined, codes: readonly string[]): NamedEmoji {
  const { emoji, group = COMPONENTS, version, skins = [] } = raw;
  const tags = [...(raw.tags ?? []), ...(translated === undefined ? [] : [raw.label, ...(translated.tags ?? [])])];
  const tones = skins.filter(({ tone }) => typeof tone === "number").map((skin) => skin.emoji);
  const label = translated?.label ?? raw.label;
  return { emoji, label, tags, codes, group, version, skins: tones.length === 5 ? tones : null };
}

/** Whether emoji of a version can be drawn: one of each newer version is tried. */
function drawnVersions(all: readonly RawEmoji[]): (version: number) => boolean {
  // The first of each version: the last are flags, which are drawn as letters where they are not known.
  const samples = new Map(all.toReversed().map(({ version, emoji }) => [version, emoji]));
  const answers = new Map<number, boolean>();
  return (version) => {
    if (version <= OLD_ENOUGH) return true;
    const answer = answers.get(version) ?? drawsEmoji(samples.get(version) ?? "");
    answers.set(version, answer);
    return answer;
  };
}
