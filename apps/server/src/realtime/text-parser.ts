/**
 * Socket.IO's parser for a protocol of text alone, for its `parser` option. Packets of text are decoded at once, so all connections
 * share a stock decoder, which has options and lists of listeners of its own. Whoever sends attachments is cut off.
 */
import { Decoder, Encoder, type Packet, PacketType } from "socket.io-parser";

type OnDecoded = (packet: Packet) => void;

const stock = new Decoder();
let reader: TextDecoder | null = null;
stock.on("decoded", (packet) => reader?.onDecoded?.(packet));

class TextDecoder {
  onDecoded: OnDecoded | null = null;

  on(_event: "decoded", listener: OnDecoded): void {
    this.onDecoded = listener;
  }

  removeListener(): void {
    this.onDecoded = null;
  }

  /** @throws {Error} when it is no packet of text; Socket.IO closes the connection then */
  add(data: unknown): void {
    if (typeof data !== "string" || hasAttachments(data)) throw new Error("not a packet of text");
    reader = this;
    stock.add(data);
  }

  destroy(): void {}
}

function hasAttachments(text: string): boolean {
  const type = Number(text.charAt(0));
  return type === PacketType.BINARY_EVENT || type === PacketType.BINARY_ACK;
}

export const textParser = { Encoder, Decoder: TextDecoder };
