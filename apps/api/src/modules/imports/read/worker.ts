import { parentPort, workerData } from 'node:worker_threads';
import { type FileTable, UnreadableFile } from './limits.ts';
import { readTable } from './table.ts';

export type WorkerAnswer = { table: FileTable } | { unreadable: string };

const answer = (message: WorkerAnswer) => parentPort?.postMessage(message);

try {
  answer({ table: await readTable(Buffer.from(workerData as Uint8Array)) });
} catch (error) {
  if (!(error instanceof UnreadableFile)) throw error;
  answer({ unreadable: error.message });
}
