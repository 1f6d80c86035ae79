import type { ServerToClient } from '@linggong/contracts/live.ts';

/** One text for many sockets: as Socket.IO's packet, and as the whole WebSocket frame around it. */
export type Frame = { packet: string; bytes: Buffer };

const NAME = 'events' satisfies keyof ServerToClient;
const ENGINE_MESSAGE = '4';
const SOCKET_EVENT = '2';
const FINAL_TEXT = 0x81;

/**
 * The one frame that brings these events, given as JSON, to any Socket.IO client: Engine.IO's `message` with
 * Socket.IO's `EVENT` of the main namespace, in an unmasked, uncompressed WebSocket text frame (RFC 6455, 5.2).
 */
export function frameOf(events: readonly string[]): Frame {
  const packet = `${SOCKET_EVENT}["${NAME}",[${events.join(',')}]]`;
  const text = ENGINE_MESSAGE + packet;
  const length = Buffer.byteLength(text);
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const bytes = Buffer.allocUnsafeSlow(head + length);
  bytes[0] = FINAL_TEXT;
  if (head === 2) bytes[1] = length;
  else if (head === 4) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  bytes.write(text, head);
  return { packet, bytes };
}
