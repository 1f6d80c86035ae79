import { availableParallelism } from 'node:os';
import { problem } from '../../../platform/problem.ts';
import {
  type SandboxEnd,
  SandboxError,
  type SandboxWork,
  sandbox,
} from '../../../platform/sandbox/sandbox.ts';
import type { FileMessage } from './messages.ts';

const MiB = 1024 * 1024;
const root = new URL('../../../../', import.meta.url);
const own = (path: string) => new URL(path, root);

/** Sources and libraries, and of data those files that the sources read. */
const READS = [
  'src/',
  'data/',
  'package.json',
  'node_modules/',
  '../../node_modules/',
  '../../packages/',
].map(own);

const limits = {
  reads: READS,
  memoryMb: 640,
  seconds: 45,
  messageBytes: 32 * MiB,
  answerBytes: 512 * MiB,
  // One core stays with those who use the product.
  atOnce: Math.max(1, Math.min(4, availableParallelism() - 1)),
  waiting: 8,
};

const readFileAside = sandbox({ entry: new URL('./read-file.ts', import.meta.url), ...limits });

const WHY: Record<Exclude<SandboxEnd, 'broken' | 'busy'>, string> = {
  time: '这个文件太复杂，读了很久也没读完。请只留要导入的那张表，或者分成几个文件。',
  memory: '这个文件展开以后太大了，装不下。请只留要导入的那张表，或者分成几个文件。',
  answer: '这个文件里的内容太多了。请只留要导入的那张表，或者分成几个文件。',
};

const BUSY_SECONDS = 20;

/** What a reader that brought nothing means for who sent the file; what it broke by is for the log. */
function toProblem(error: unknown): unknown {
  if (!(error instanceof SandboxError)) return error;
  if (error.end === 'busy') return problem('server.unavailable', { retryAfterSeconds: BUSY_SECONDS });
  if (error.end === 'broken') return error;
  return problem('import.unreadable', { detail: WHY[error.end] });
}

/**
 * Reads an uploaded form in a process of its own and gives what it says, in order. Throws `import.unreadable`,
 * `request.malformed`, and `server.unavailable` where too many are being read.
 */
export async function readAside(
  work: Pick<SandboxWork, 'input' | 'fd'>,
  take: (message: FileMessage) => Promise<void> | void,
): Promise<void> {
  try {
    await readFileAside({ ...work, take: (message) => take(JSON.parse(message) as FileMessage) });
  } catch (error) {
    throw toProblem(error);
  }
}
