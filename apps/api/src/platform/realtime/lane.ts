import type { Socket as TcpSocket } from 'node:net';
import type { Frame } from './frame.ts';

/** What may wait for one socket, in bytes, before it is told to catch up instead; a few hundred cards. */
const MOST_WAITING_BYTES = 256 * 1024;
const MOST_WAITING_PACKETS = 64;
const OPEN = 1;

/** The parts of Engine.IO's and ws's sockets that their types leave out. */
export type Wire = {
  readyState: string;
  writeBuffer: readonly unknown[];
  write: (packet: string) => void;
  once: (event: 'drain', heard: () => void) => void;
  transport: { name: string; socket?: { readyState: number; _socket: TcpSocket | null } };
};

/** The way out to one socket. */
export type Lane = {
  wire: Wire;
  /** Told once the socket has taken what waited, after something was dropped. */
  caughtUp: (lane: Lane) => void;
  /** It takes too slowly: what it is sent now is dropped. */
  missing: boolean;
  /** Nothing goes out any more. */
  ended: boolean;
};

export const laneTo = (wire: unknown, caughtUp: Lane['caughtUp']): Lane => ({
  wire: wire as Wire,
  caughtUp,
  missing: false,
  ended: false,
});

/** Where whole frames can be written to; null: they have to go through Engine.IO. */
export function directTo({ transport }: Wire): TcpSocket | null {
  const tcp = transport.name === 'websocket' ? transport.socket?._socket : null;
  return tcp?.writable && transport.socket?.readyState === OPEN ? tcp : null;
}

/**
 * Sends a frame. Frames are shared by many sockets and go straight to TCP, past three layers that would each wrap
 * them anew; while Engine.IO has packets waiting they queue behind those, so that order holds. What a socket does
 * not take in time is dropped, never kept.
 */
export function send(lane: Lane, frame: Frame): void {
  const { wire } = lane;
  if (lane.missing || lane.ended || wire.readyState !== 'open') return;
  const tcp = directTo(wire);
  if (tcp && (tcp.writableLength > MOST_WAITING_BYTES || wire.writeBuffer.length > MOST_WAITING_PACKETS)) {
    lane.missing = true;
    const taken = () => {
      lane.missing = false;
      if (!lane.ended) lane.caughtUp(lane);
    };
    if (tcp.writableNeedDrain) tcp.once('drain', taken);
    else wire.once('drain', taken);
  } else if (tcp && wire.writeBuffer.length === 0) tcp.write(frame.bytes);
  else wire.write(frame.packet);
}
