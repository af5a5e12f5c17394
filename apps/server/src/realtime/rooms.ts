/** Names of rooms. Made by the server from ids it has checked; clients never name a room. */
export const conversationRoom = (conversationId: string) => `c:${conversationId}`;
export const userRoom = (userId: string) => `u:${userId}`;
export const sessionRoom = (sessionId: string) => `s:${sessionId}`;
