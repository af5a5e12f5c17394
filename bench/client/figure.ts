/** One measured figure of the web app, and what it must and should be. */
import { median } from "../kit/statistics.ts";

export interface Figure {
  readonly name: string;
  readonly unit: "px" | "ms" | "kB" | "MB" | "%" | "elements" | "points" | "";
  readonly value: number;
  readonly better: "lower" | "higher";
  /** Missed: the app is slower than promised. */
  readonly limit: number;
  readonly aim?: number;
  /** All that was measured, where `value` is one of several. */
  readonly values?: readonly number[];
}

export type FigureMark = "aim reached" | "reached" | "missed";

export function markOf({ value, better, limit, aim }: Figure): FigureMark {
  const reaches = (goal: number) => (better === "lower" ? value <= goal : value >= goal);
  if (!reaches(limit)) return "missed";
  return aim === undefined || reaches(aim) ? "aim reached" : "reached";
}

export function describeFigure(figure: Figure): string {
  const sign = figure.better === "lower" ? "<=" : ">=";
  const goals = `${sign} ${figure.limit}${figure.aim === undefined ? "" : `, aim ${figure.aim}`}`;
  const spread =
    figure.values === undefined
      ? ""
      : `  [median ${short(median(figure.values))}, ${short(Math.min(...figure.values))} .. ${short(Math.max(...figure.values))}; ${figure.values.length}]`;
  return `  ${figure.name}: ${short(figure.value)} ${figure.unit} (${goals}): ${markOf(figure)}${spread}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
