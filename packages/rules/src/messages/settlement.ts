import type { Pay } from '@linggong/contracts/posting.ts';
import type { Words } from '../words/types.ts';

/** When the wage is settled, as it is said on a ticket; empty where nobody said. `words`: the reader's. */
export function settlementWords({ settlement, settlementDays: days }: Pay, words: Words['pay']): string {
  if (!settlement) return '';
  const { within_days, within_some_days, ...plain } = words.settlement;
  if (settlement !== 'within_days') return plain[settlement];
  return days === null ? within_some_days : within_days({ days });
}
