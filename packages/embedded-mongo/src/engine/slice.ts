import { MongoError, noSuchTransaction } from '../errors.ts';
import type { Transaction } from './transactions.ts';

/** How long one command may keep the thread before others get their turn, in milliseconds. */
const SLICE_MS = 2;
/** The same for a command that writes: what it has written goes to disk between two slices, which is dear. */
const WRITING_MS = 10;

/** What ends a command before it is through. */
export interface Bounds {
  /** `performance.now()` at which it must end. */
  deadline?: number | undefined;
  txn?: Transaction | undefined;
  asker?: { gone: boolean } | undefined;
}

export interface Slice {
  /** For loops of small steps: looks at the clock now and then only. */
  due: () => boolean;
  overdue: () => boolean;
  /**
   * Lets others have their turn; throws at the command's own deadline, once its transaction is over, and from a read
   * that nobody waits for any more.
   */
  pause: () => Promise<void>;
}

const waiting: (() => void)[] = [];

/** One long command goes on in each turn of the event loop, however many there are: short ones come in between. */
function turn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(turn);
}

const nextTurn = () =>
  new Promise<void>((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(turn);
  });

/** Hands the thread to others once this command has held it long enough, and ends it at its own deadline. */
export function openSlice(context: Bounds, writing = false): Slice {
  const length = writing ? WRITING_MS : SLICE_MS;
  let until = performance.now() + length;
  let count = 0;
  return {
    due: () => (++count & 31) === 0 && performance.now() > until,
    overdue: () => performance.now() > until,
    async pause() {
      await nextTurn();
      const now = performance.now();
      if (context.txn && context.txn.state !== 'open') throw noSuchTransaction(context.txn.number);
      if (context.deadline !== undefined && now > context.deadline)
        throw new MongoError('MaxTimeMSExpired', 'operation exceeded time limit');
      if (!writing && context.asker?.gone)
        throw new MongoError('ClientDisconnect', 'operation was interrupted because its client disconnected');
      until = now + length;
    },
  };
}
