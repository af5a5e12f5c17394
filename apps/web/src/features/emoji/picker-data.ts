/** The emoji in the shape the picker wants. */
import type { EmojiDataResolver, SkinTone } from "frimousse";
import { type TextKey, text } from "../../language/index.ts";
import { loadEmoji, type NamedEmoji } from "./load-emoji.ts";

type EmojiData = Awaited<ReturnType<EmojiDataResolver>>;
type Toned = NonNullable<EmojiData["emojis"][number]["skins"]>;

export const TONES = ["light", "medium-light", "medium", "medium-dark", "dark"] as const satisfies SkinTone[];

const GROUPS: readonly (readonly [group: number, label: TextKey])[] = [
  [0, "emoji.smileys"],
  [1, "emoji.people"],
  [3, "emoji.nature"],
  [4, "emoji.food"],
  [5, "emoji.travel"],
  [6, "emoji.activities"],
  [7, "emoji.objects"],
  [8, "emoji.symbols"],
  [9, "emoji.flags"],
];

export const resolvePickerData: EmojiDataResolver = async (locale) => {
  const emoji = await loadEmoji();
  return {
    locale,
    emojis: emoji.map(pickable),
    categories: GROUPS.map(([index, label]) => ({ index, label: text(label) })),
    skinTones: Object.fromEntries(TONES.map((tone) => [tone, tone])) as EmojiData["skinTones"],
  };
};

function pickable({ emoji, label, tags, codes, group, version, skins }: NamedEmoji): EmojiData["emojis"][number] {
  const toned = skins === null ? undefined : Object.fromEntries(TONES.map((tone, index) => [tone, skins[index]]));
  return {
    emoji,
    label,
    category: group,
    version,
    tags: [...tags, ...codes],
    ...(toned === undefined ? {} : { skins: toned as Toned }),
  };
}
