import type { GigCard, Shift } from '@linggong/contracts/gig.ts';
import { shiftHours } from '@linggong/rules/pay.ts';
import { yuan } from '#lib/format/money.ts';
import { wordsOf } from '#lib/words/words.ts';

const words = () => wordsOf('gig');
const units = () => wordsOf('units');

/** A shift that can still be ticked. */
export const canChoose = ({ startsAt, open }: Pick<Shift, 'startsAt' | 'open'>, now: Date): boolean =>
  open !== 0 && (startsAt === null || new Date(startsAt) > now);

/**
 * What the ticked shifts come to: `2 班，共 ¥440`, by the hour `2 班，大约 ¥352`. Where the pay is for something
 * else than shifts, or not told, how many they are.
 */
export function chosenText({ pay, shifts }: Pick<GigCard, 'pay' | 'shifts'>, ids: readonly string[]): string {
  const chosen = shifts.filter(({ id }) => ids.includes(id));
  const count = words().chosen({ count: chosen.length });
  const { amountFen: from, amountMaxFen: to, unit } = pay;
  if (chosen.length === 0 || from === null) return count;
  const hours = chosen.map(shiftHours);
  const times =
    unit === 'day'
      ? chosen.length
      : unit === 'hour' && hours.every((each) => each !== null)
        ? hours.reduce((sum, each) => sum + each, 0)
        : null;
  if (times === null) return count;
  const sum = (fen: number) => yuan(Math.round(fen * times));
  const total = to !== null && to !== from ? units().range({ from: sum(from), to: sum(to) }) : sum(from);
  return unit === 'hour' ? words().chosenAbout({ count, total }) : words().chosenSum({ count, total });
}
