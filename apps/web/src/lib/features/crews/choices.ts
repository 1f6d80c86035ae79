import type { GigCard } from '@linggong/contracts/gig.ts';
import { rolesOf } from '#lib/features/gig/roles.ts';
import { shiftTime } from '#lib/format/time.ts';
import { wordsOf } from '#lib/words/words.ts';

/** What one of a crew can be named for; `value`: the ids of its shifts, with commas between. */
export type Choice = { word: string; value: string };

/** All of a role, each shift, or all there is of these shifts. */
export function choicesOf({ together, shifts }: Pick<GigCard, 'together' | 'shifts'>, now: Date): Choice[] {
  const words = wordsOf('crews').take;
  const roles = rolesOf(shifts);
  if (roles.length > 0 && (together || roles.every(({ shiftIds }) => shiftIds.length === 1)))
    return roles.map(({ text, shiftIds }) => ({ word: text, value: shiftIds.join() }));
  const all = shifts.map(({ id }) => id).join();
  if (together || shifts.length < 2) return all ? [{ word: words.goes, value: all }] : [];
  const each = shifts.map((shift) => ({
    word: [shiftTime(shift, now), shift.role?.name].filter(Boolean).join(' '),
    value: shift.id,
  }));
  // Who goes on all days is the rule, one day of several is not.
  const whole =
    roles.length > 0
      ? roles.map(({ name, shiftIds }) => ({
          word: words.everyDayAs({ role: name }),
          value: shiftIds.join(),
        }))
      : [{ word: words.everyDay, value: all }];
  return [...whole, ...each];
}
