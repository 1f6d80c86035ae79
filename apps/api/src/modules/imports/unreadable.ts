import { ProblemError } from '../../platform/problem.ts';
import { put } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';
import type { Unreadable } from './read/limits.ts';

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
