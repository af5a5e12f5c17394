import { useEffect, useState } from "react";
import { startOfDay } from "./list-time.ts";

/** The start of the present day, in milliseconds since the epoch; changes at midnight. */
export function useToday(): number {
  const [today, setToday] = useState(() => startOfDay(Date.now()));
  useEffect(() => {
    const tomorrow = new Date(today).setDate(new Date(today).getDate() + 1);
    const timer = setTimeout(() => setToday(startOfDay(Date.now())), tomorrow - Date.now() + 1_000);
    return () => clearTimeout(timer);
  }, [today]);
  return today;
}
