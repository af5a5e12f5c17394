/**
 * WebSocket frames, no more of them than a light load client needs: text out, anything unmasked in. A client has to mask what it
 * sends; a mask of zeros leaves the bytes as they are, while the server's work stays the same.
 */

const TEXT = 0x81;
const CLOSE = 0x88;
const MASKED = 0x80;
const NO_MASK = Buffer.alloc(4);

/** One text frame from a client. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + NO_MASK.length + length);
  frame[0] = TEXT;
  if (head === 2) frame[1] = MASKED | length;
  else if (head === 4) {
    frame[1] = MASKED | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = MASKED | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  NO_MASK.copy(frame, head);
  frame.write(text, head + NO_MASK.length);
  return frame;
}

/**
 * Cuts what arrives into frames. The chunks, and the buffer that `onText` gets with the place of each whole payload, are only valid
 * during the call; nothing is copied unless a frame arrives in pieces.
 */
export function createFrameReader(
  onText: (buffer: Buffer, start: number, end: number) => void,
  onClose: () => void,
): (chunk: Buffer) => void {
  let pieces: Buffer[] = [];
  let have = 0;
  let wanted = 0;

  return (chunk) => {
    let buffer = chunk;
    if (pieces.length > 0) {
      pieces.push(Buffer.from(chunk));
      have += chunk.length;
      if (have < wanted) return;
      buffer = Buffer.concat(pieces);
      pieces = [];
    }
    let at = 0;
    wanted = 2;
    while (buffer.length - at >= 2) {
      const short = (buffer[at + 1] ?? 0) & 0x7f;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      wanted = head;
      if (buffer.length - at < head) break;
      const length =
        head === 2 ? short : head === 4 ? buffer.readUInt16BE(at + 2) : Number(buffer.readBigUInt64BE(at + 2));
      wanted = head + length;
      if (buffer.length - at < wanted) break;
      if (buffer[at] === TEXT) onText(buffer, at + head, at + wanted);
      else if (buffer[at] === CLOSE) onClose();
      at += wanted;
      wanted = 2;
    }
    if (at < buffer.length) {
      pieces = [Buffer.from(buffer.subarray(at))];
      have = buffer.length - at;
    }
  };
}
