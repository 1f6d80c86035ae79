import { Worker } from 'node:worker_threads';
import { type FileTable, UnreadableFile } from './limits.ts';
import type { WorkerAnswer } from './worker.ts';

const TIME_LIMIT_MS = 30_000;
const MEMORY_MB = 768;

const tooMuch = () =>
  new UnreadableFile('这个文件太复杂，读了很久也没读完。请只留要导入的那张表，或者分成几个文件。');

/**
 * Reads a CSV or XLSX file in a thread of its own, with limits on time and memory, so that no file can hold up or
 * bring down the process. Throws `UnreadableFile` with a sentence for the operator.
 */
export function readFileAside(bytes: Uint8Array): Promise<FileTable> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: bytes,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const timer = setTimeout(() => finish(() => reject(tooMuch())), TIME_LIMIT_MS);
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      settle();
      void worker.terminate();
    };
    worker.once('message', (answer: WorkerAnswer) => {
      finish(() =>
        'table' in answer ? resolve(answer.table) : reject(new UnreadableFile(answer.unreadable)),
      );
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      finish(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error));
    });
  });
}
