import { clock, dayWord } from '#lib/format/time.ts';
import { wordsOf } from '#lib/words/words.ts';

const employer = () => wordsOf('employer');

/** `最晚今天 16:00 前有结果`; once that has passed, so much is said too. */
export function dueText(dueAt: string, now: Date): string {
  const [day, time] = [dayWord(dueAt, now), clock(dueAt)];
  return new Date(dueAt) < now
    ? employer().overdue({ day, clock: time })
    : employer().due({ day, clock: time });
}
