"use client";
import { useEffect } from "react";
import { followTheme } from "./theme.ts";

/** Keeps the theme right while a page is open. */
export function ThemeFollower() {
  useEffect(followTheme, []);
  return null;
}
