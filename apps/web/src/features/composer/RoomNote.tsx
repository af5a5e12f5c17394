import { text } from "../../language/index.ts";
import { joinClasses } from "../../ui/index.ts";
import type { Room } from "./outgoing-text.ts";

/** How much room is left, once it gets little; why nothing can be sent, once there is none. */
export function RoomNote({ id, room }: { id: string; room: Room }) {
  return (
    <p
      id={id}
      role="status"
      className={joinClasses(
        "tabular px-3.5 pb-2 text-end text-meta [grid-area:note] empty:hidden",
        room.kind === "none" ? "font-semibold text-danger" : "text-text-muted",
      )}
    >
      {room.kind === "little" ? text("composer.roomLeft", { count: room.left }) : null}
      {room.kind === "none" ? text("composer.tooLong", { count: room.excess }) : null}
    </p>
  );
}
