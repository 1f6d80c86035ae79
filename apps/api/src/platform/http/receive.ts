import type { ProblemCode } from '@linggong/contracts/problem.ts';
import type { Context } from 'hono';
import { problem } from '../problem.ts';
import { NoPlace, slots, slotsOfEach } from '../sandbox/slots.ts';
import type { ApiEnv, Viewer } from './env.ts';
import { spooled } from './spool.ts';

/** A form as it was sent, on the disk. */
export type Upload = { contentType: string; file: { fd: number } };

/**
 * Bodies that are brought to the disk and read at the same time, of all and of one owner; whoever sends one more is
 * asked to come back.
 */
const RECEIVING = { atOnce: 6, waiting: 6, ofEach: { atOnce: 4, waiting: 3 } };
const BUSY_SECONDS = 20;

/** Waits while no place is free; with what it is called then. */
const orBusy = <T>(code: ProblemCode, work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw error instanceof NoPlace ? problem(code, { retryAfterSeconds: BUSY_SECONDS }) : error;
  });

/**
 * Brings forms with a file to the disk as they are; nothing of them is looked at in this process. `owner`: whom places
 * are shared out among, e.g. an office. Throws `busy` where all places are taken, `ownBusy` where one account has two.
 */
export function formReceiver({
  mostBytes,
  busy,
  ownBusy,
}: {
  mostBytes: number;
  busy: ProblemCode;
  ownBusy: ProblemCode;
}) {
  const receiving = slots(RECEIVING);
  /** Nobody needs more, and nobody keeps the others from theirs. */
  const ofOne = slotsOfEach({ atOnce: 2 });
  return async <T>(
    c: Context<ApiEnv>,
    viewer: Viewer | null,
    owner: string,
    use: (upload: Upload) => Promise<T>,
  ): Promise<T> => {
    const contentType = c.req.header('content-type') ?? '';
    if (!contentType.startsWith('multipart/form-data')) throw problem('request.unsupported_type');
    if (Number(c.req.header('content-length') ?? 0) > mostBytes) throw problem('request.too_large');
    const read = () => spooled(c.req.raw.body, mostBytes, (file) => use({ contentType, file }));
    const inTurn = () => orBusy(busy, receiving(owner, read));
    return orBusy(ownBusy, ofOne(viewer?.accountId ?? '', inTurn));
  };
}
