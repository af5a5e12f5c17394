/** Two drops facing each other: a group. The front one carries the group's initial. */
import { hueOf, initialsOf } from "./initials.ts";

export interface GroupAvatarProps {
  id: string;
  title: string;
  /** Width and height in pixels. */
  size: number;
}

/** Decorative: the title is expected beside it. */
export function GroupAvatar({ id, title, size }: GroupAvatarProps) {
  const hue = hueOf(id);
  const small = Math.round(size * 0.72);
  return (
    <span
      aria-hidden="true"
      className="relative inline-block shrink-0 select-none"
      style={{ width: size, height: size }}
    >
      <span
        className="drop-turned absolute top-0 right-0"
        style={{ width: small, height: small, background: `oklch(var(--avatar-fill) ${hue + 60})`, opacity: 0.75 }}
      />
      <span
        className="drop absolute bottom-0 left-0 flex items-center justify-center font-semibold"
        style={{
          width: small,
          height: small,
          fontSize: Math.round(size * 0.32),
          lineHeight: 1,
          background: `oklch(var(--avatar-fill) ${hue})`,
          color: `oklch(var(--avatar-ink) ${hue})`,
        }}
      >
        {initialsOf(title.split(/\s+/u)[0] ?? "")}
      </span>
    </span>
  );
}
