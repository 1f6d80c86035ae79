import { ProblemError } from '../../platform/problem.ts';
import type { Unreadable } from '../../platform/sheets/read/limits.ts';
import { put } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';

/** Why a file can't be read, for who sent it. */
export function unreadableWords({ key, most = 0 }: Unreadable): string {
  const { refused, unreadable } = wordsOf('imports');
  return put({ ...refused, ...unreadable }[key], { most });
}

/** `import.unreadable`, with why. */
export class UnreadableProblem extends ProblemError {
  readonly why: Unreadable;
  constructor(why: Unreadable) {
    super('import.unreadable', { detail: unreadableWords(why) });
    this.why = why;
  }
}
