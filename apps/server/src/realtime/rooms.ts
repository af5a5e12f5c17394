/** Names of rooms. Made by the server from ids it has checked; clients never name a room. */
import type { Server } from "socket.io";

const CONVERSATION = "c:";

export const conversationRoom = (conversationId: string) => `${CONVERSATION}${conversationId}`;
export const userRoom = (userId: string) => `u:${userId}`;
export const sessionRoom = (sessionId: string) => `s:${sessionId}`;

/**
 * Like `conversationRoom`, with one string for all who are in the room: otherwise every connection keeps a name of its own for
 * every conversation it hears.
 */
export function sharedConversationRooms(io: Server): (conversationId: string) => string {
  const names = new Map<string, string>();
  const { adapter } = io.sockets;
  adapter.on("create-room", (room: string) => {
    if (room.startsWith(CONVERSATION)) names.set(room, room);
  });
  adapter.on("delete-room", (room: string) => names.delete(room));
  return (conversationId) => {
    const room = conversationRoom(conversationId);
    return names.get(room) ?? room;
  };
}
