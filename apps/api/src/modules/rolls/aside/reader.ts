import { prepared } from '../../../platform/sandbox/prepared.ts';
import { reader } from '../../imports/public.ts';
import type { Message } from './messages.ts';

const MiB = 1024 * 1024;
const READING = {
  entry: new URL('./entry.ts', import.meta.url),
  memoryMb: 640,
  seconds: 30,
  messageBytes: 8 * MiB,
  answerBytes: 64 * MiB,
  atOnce: 2,
  waiting: 8,
  ofEach: { atOnce: 1, waiting: 4 },
};

/** Reads an uploaded roll in a process of its own, and gives what it says, in order. Throws as the import's reader does. */
export const readRollAside = reader<Message>(READING);

/** Makes ready what reads rolls, so that the first who sends one needn't wait for it. */
export const prepareRolls = () => prepared(READING.entry);
