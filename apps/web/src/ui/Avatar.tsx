"use client";
/** A person's picture as a drop; initials on their own colour when there is none, or when it cannot be loaded. */
import { useState } from "react";
import { colourOf, fillOf, initialsOf, inkOf } from "./initials.ts";

export interface AvatarProps {
  id: string;
  name: string;
  avatarUrl: string | null;
  /** Width and height in pixels. */
  size: number;
}

/** Decorative: the name is expected beside it. */
export function Avatar({ id, name, avatarUrl, size }: AvatarProps) {
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null);
  const hasPicture = avatarUrl !== null && avatarUrl !== brokenUrl;
  const colour = colourOf(id);
  return (
    <span
      aria-hidden="true"
      className="drop before:content-[attr(data-initials)] inline-flex shrink-0 select-none items-center justify-center overflow-hidden font-semibold"
      // Not text of the page: neither searched, copied nor part of a name.
      data-initials={hasPicture ? undefined : initialsOf(name)}
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * 0.38),
        lineHeight: 1,
        background: fillOf(colour),
        color: inkOf(colour),
      }}
    >
      {hasPicture ? (
        // biome-ignore lint/performance/noImgElement: a static export has no image server
        <img
          src={avatarUrl}
          alt=""
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          className="size-full object-cover"
          onError={() => setBrokenUrl(avatarUrl)}
        />
      ) : null}
    </span>
  );
}
