/** What the tabs of this browser tell each other: they share one session. */

const CHANNEL = "oschat.session";

type TabNotice = { kind: "signed-out" } | { kind: "signed-in"; userId: string };

export function tellOtherTabs(notice: TabNotice): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(notice);
  channel.close();
}

/** Also hears what its own page tells. Returns how to stop listening. */
export function hearTabs(listener: (notice: TabNotice) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<TabNotice>) => listener(data);
  return () => channel.close();
}
