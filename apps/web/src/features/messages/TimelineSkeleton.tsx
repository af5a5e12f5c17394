/** A timeline to come, in its final geometry. Appears only when it takes noticeably long. */
import { text } from "../../language/index.ts";
import { Skeleton } from "../../ui/index.ts";

const GROUPS = [["62%", "38%"], ["48%"], ["71%", "54%", "22%"], ["33%"], ["58%", "44%"]];

export function TimelineSkeleton() {
  return (
    <div className="flex h-full flex-col justify-end overflow-hidden pb-2">
      <span role="status" className="sr-only">
        {text("messages.loading")}
      </span>
      {GROUPS.map((lines) => (
        <div key={lines.join()} className="flex px-4 desk:px-5 pt-3">
          <div className="w-13 shrink-0">
            <Skeleton width={36} height={36} round />
          </div>
          <div className="flex min-w-0 max-w-[40rem] flex-1 flex-col gap-2 pt-1">
            <Skeleton width={120} height={12} />
            {lines.map((width) => (
              <Skeleton key={width} width={width} height={14} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
