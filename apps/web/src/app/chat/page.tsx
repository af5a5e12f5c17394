import { ChatApp } from "../../features/frame/index.ts";

export default function ChatPage() {
  return <ChatApp />;
}
