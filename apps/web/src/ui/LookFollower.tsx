"use client";
import { useEffect } from "react";
import { followLook } from "./look.ts";

/** Keeps the look right while a page is open. */
export function LookFollower() {
  useEffect(followLook, []);
  return null;
}
