"use client";
import { useEffect } from "react";
import { followKeyboard } from "./keyboard-inset.ts";
import { followLook } from "./look.ts";

/** Keeps the look and the height right while a page is open. */
export function LookFollower() {
  useEffect(followLook, []);
  useEffect(followKeyboard, []);
  return null;
}
