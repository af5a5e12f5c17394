import { text } from "../../language/index.ts";
import { Skeleton } from "../../ui/index.ts";

const WIDTHS = [128, 96, 152, 112, 80, 136];

/** Rows in their final size. */
export function ConversationListSkeleton() {
  return (
    <div role="status" className="flex-1 overflow-hidden">
      <span className="sr-only">{text("conversations.loadingList")}</span>
      {WIDTHS.map((width) => (
        <div key={width} className="mx-2 flex h-15 items-center gap-3 px-2">
          <Skeleton round width={40} height={40} />
          <div className="flex flex-col gap-2">
            <Skeleton width={width} height={12} />
            <Skeleton width={width + 40} height={10} />
          </div>
        </div>
      ))}
    </div>
  );
}
