import type { Suspension } from '@linggong/contracts/employer.ts';
import { datedLastDay } from '@linggong/rules/dated.ts';
import { inSentence } from '@linggong/rules/in-sentence.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import type { EmployerRecord } from './model.ts';

/** What holds an employer's postings back now; null: nothing does, or no longer. */
export function suspensionOf({ suspended }: Pick<EmployerRecord, 'suspended'>, now: Date): Suspension | null {
  if (!suspended || (suspended.until && suspended.until <= now)) return null;
  const { reason, byOffice, at, until } = suspended;
  return { reason, byOffice, at: at.toISOString(), until: until?.toISOString() ?? null };
}

/** Throws `employer.suspended`, with why, by whom and until when, where an employer's postings are held back. */
export function requireNotSuspended(
  deps: Pick<Deps, 'clock'>,
  employer: Pick<EmployerRecord, 'suspended'>,
): void {
  const now = deps.clock();
  const held = suspensionOf(employer, now);
  if (!held) return;
  const { byOffice: office, until } = held;
  const reason = inSentence(held.reason);
  const words = wordsOf('employers').suspended;
  const detail = until
    ? words.until({ office, reason, day: datedLastDay(until, now, wordsOf('dates')) })
    : words.open({ office, reason });
  throw problem('employer.suspended', { detail });
}
