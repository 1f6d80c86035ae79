import type { Suspension } from '@linggong/contracts/employer.ts';
import { datedLastDay } from '@linggong/rules/dated.ts';
import { inSentence } from '@linggong/rules/in-sentence.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
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
  const until = held.until ? `到${datedLastDay(held.until, now)}为止` : '什么时候恢复还没定';
  const detail = `${held.byOffice}暂停了这家发岗位，${until}。原因：${inSentence(held.reason)}。写好的还在，恢复以后再发。`;
  throw problem('employer.suspended', { detail });
}
