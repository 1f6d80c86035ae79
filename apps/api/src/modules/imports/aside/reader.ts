import { availableParallelism } from 'node:os';
import { problem } from '../../../platform/problem.ts';
import { prepared } from '../../../platform/sandbox/prepared.ts';
import {
  SandboxError,
  type SandboxSpec,
  type SandboxWork,
  sandbox,
} from '../../../platform/sandbox/sandbox.ts';
import { UnreadableProblem } from '../unreadable.ts';
import type { Message } from './messages.ts';

const MiB = 1024 * 1024;
const AT_ONCE = Math.max(2, Math.min(4, availableParallelism() - 1));
/** What reading one file may take, and how many are read at once. */
export const READING = {
  entry: new URL('./entry.ts', import.meta.url),
  memoryMb: 640,
  seconds: 45,
  messageBytes: 32 * MiB,
  answerBytes: 512 * MiB,
  // One core stays with those who use the product; two even where there are only two, as readers give way to it.
  atOnce: AT_ONCE,
  waiting: 8,
  // One place is always left for another office, however long the files of one take.
  ofEach: { atOnce: AT_ONCE - 1, waiting: 4 },
};

const BUSY_SECONDS = 20;

/** What a reader that brought nothing means for who sent the file; what it broke by is for the log. */
function toProblem(error: unknown): unknown {
  if (!(error instanceof SandboxError)) return error;
  if (error.end === 'busy') return problem('import.busy', { retryAfterSeconds: BUSY_SECONDS });
  if (error.end === 'broken') return error;
  return new UnreadableProblem({ key: error.end });
}

type Read<Said> = (
  work: Pick<SandboxWork, 'owner' | 'input' | 'fd'>,
  take: (message: Said) => Promise<void> | void,
) => Promise<void>;

/** A reader of uploaded tables with these limits, whose entry says messages of this kind; see `readAside`. */
export function reader<Said>(limits: SandboxSpec): Read<Said> {
  const run = sandbox(limits);
  return async (work, take) => {
    try {
      await run({ ...work, take: (message) => take(JSON.parse(message) as Said) });
    } catch (error) {
      throw toProblem(error);
    }
  };
}

/**
 * Reads an uploaded form, or rows under other columns, in a process of its own, and gives what it says, in order.
 * `owner`: the office that it is read for. Throws `import.unreadable` where it takes too much, and `import.busy` where
 * too many are being read.
 */
export const readAside = reader<Message>(READING);

/** Makes ready what reads files, so that the first who sends one needn't wait for it. */
export const prepareReading = () => prepared(READING.entry);
