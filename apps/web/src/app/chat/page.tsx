import { preload } from "react-dom";
import { API_BASE } from "../../chat/api.ts";
import { ChatApp } from "../../features/frame/index.ts";

export default function ChatPage() {
  // Whose session it is, asked while the app's code is on its way.
  preload(`${API_BASE}/auth/verify`, { as: "fetch", crossOrigin: "use-credentials" });
  return <ChatApp />;
}
