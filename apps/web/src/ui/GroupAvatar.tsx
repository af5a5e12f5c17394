/** Two drops facing each other: a group. The front one carries the group's initial. */
import { colourOf, fillOf, initialsOf, inkOf } from "./initials.ts";

export interface GroupAvatarProps {
  id: string;
  title: string;
  /** Width and height in pixels. */
  size: number;
}

/** Decorative: the title is expected beside it. */
export function GroupAvatar({ id, title, size }: GroupAvatarProps) {
  const colour = colourOf(id);
  const small = Math.round(size * 0.72);
  return (
    <span
      aria-hidden="true"
      className="relative inline-block shrink-0 select-none"
      style={{ width: size, height: size }}
    >
      <span
        className="drop-turned absolute end-0 top-0"
        style={{ width: small, height: small, background: fillOf(colour, 60), opacity: 0.75 }}
      />
      <span
        data-initials={initialsOf(title.split(/\s+/u)[0] ?? "")}
        className="drop before:content-[attr(data-initials)] absolute start-0 bottom-0 flex items-center justify-center font-semibold"
        style={{
          width: small,
          height: small,
          fontSize: Math.round(size * 0.32),
          lineHeight: 1,
          background: fillOf(colour),
          color: inkOf(colour),
        }}
      />
    </span>
  );
}
