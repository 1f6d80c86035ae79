import { directTo, type Wire } from './lane.ts';

type Alive = Wire & {
  on: (event: 'packet' | 'close', heard: (this: Alive) => void) => void;
  sendPacket: (type: 'ping') => void;
  onClose: (reason: 'ping timeout') => void;
  pingIntervalTimer: NodeJS.Timeout | null;
};

/** Engine.IO's `ping` as a whole WebSocket frame (RFC 6455, 5.2). */
const PING = Buffer.from([0x81, 1, 0x32]);

type Every = (work: () => void) => () => void;
const every =
  (ms: number): Every =>
  (work) => {
    const timer = setInterval(work, ms);
    return () => clearInterval(timer);
  };

/**
 * Asks each live connection for a sign of life, in place of Engine.IO's timers for each of them: all that are due at a
 * beat are asked in one go, at most a beat early, and who says nothing at all for `patienceMs` is closed. `each`: who
 * beats, where somebody does already.
 */
export function heartbeat(
  { everyMs, patienceMs, beatMs }: Record<'everyMs' | 'patienceMs' | 'beatMs', number>,
  each: Every = every(beatMs),
) {
  /** When each is asked, and until when it may take to answer. In order, as all wait equally long. */
  const quiet = new Map<Alive, number>();
  const asked = new Map<Alive, number>();
  const stop = each(beat);

  function* due(waiting: Map<Alive, number>, until: number): Generator<Alive> {
    for (const [wire, at] of waiting) {
      if (at > until) return;
      waiting.delete(wire);
      yield wire;
    }
  }

  function beat(): void {
    const now = performance.now();
    for (const wire of due(asked, now)) wire.onClose('ping timeout');
    for (const wire of due(quiet, now + beatMs)) {
      asked.set(wire, now + patienceMs);
      const tcp = directTo(wire);
      if (tcp && wire.writeBuffer.length === 0) tcp.write(PING);
      else wire.sendPacket('ping');
    }
  }

  /** One for all: what is made for each connection is kept as long as it lives. */
  function heard(this: Alive): void {
    if (asked.delete(this)) quiet.set(this, performance.now() + everyMs);
  }

  function gone(this: Alive): void {
    quiet.delete(this);
    asked.delete(this);
  }

  return {
    /** From its opening on, until it is closed. */
    add(opened: unknown): void {
      const wire = opened as Alive;
      clearTimeout(wire.pingIntervalTimer!);
      wire.pingIntervalTimer = null;
      wire.on('packet', heard);
      wire.on('close', gone);
      quiet.set(wire, performance.now() + everyMs);
    },
    /** Of how many connections it knows. */
    size: () => quiet.size + asked.size,
    stop,
  };
}
