/**
 * Socket.IO's parser for a protocol of text alone, for its `parser` option. Packets of text are decoded at once, so all connections
 * share a stock decoder, which has options and lists of listeners of its own. Bytes that come with a packet are dropped: what stands
 * in their place is no value of the protocol, and is refused like any other (E1).
 */
import { Decoder, Encoder, type Packet, PacketType } from "socket.io-parser";

type OnDecoded = (packet: Packet) => void;

/** With attachments: how many, then what a packet of text has. */
const WITH_ATTACHMENTS = /^([56])(\d{1,2})-/;
const AS_TEXT: Record<string, PacketType> = {
  [PacketType.BINARY_EVENT]: PacketType.EVENT,
  [PacketType.BINARY_ACK]: PacketType.ACK,
};

const stock = new Decoder();
let reader: TextDecoder | null = null;
stock.on("decoded", (packet) => reader?.onDecoded?.(packet));

class TextDecoder {
  onDecoded: OnDecoded | null = null;
  attachmentsDue = 0;

  on(_event: "decoded", listener: OnDecoded): void {
    this.onDecoded = listener;
  }

  removeListener(): void {
    this.onDecoded = null;
  }

  /** @throws {Error} when it is neither a packet nor an attachment that is due; Socket.IO closes the connection then */
  add(data: unknown): void {
    const isText = typeof data === "string";
    if (isText === this.attachmentsDue > 0) throw new Error("a packet of text or an attachment out of turn");
    if (isText) this.decode(data);
    else this.attachmentsDue -= 1;
  }

  private decode(text: string): void {
    const [header, type = "", count] = WITH_ATTACHMENTS.exec(text) ?? [""];
    if (count !== undefined) this.attachmentsDue = Number(count);
    reader = this;
    stock.add(count === undefined ? text : `${AS_TEXT[type]}${text.slice(header.length)}`);
  }

  destroy(): void {}
}

export const textParser = { Encoder, Decoder: TextDecoder };
