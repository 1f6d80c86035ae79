import { seededRandom } from '@linggong/api/demo/random.ts';
import { TRADES } from '@linggong/contracts/trades.ts';

const WORDS = ['搬', '装修', '洗碗', '木工', '电', '村委会旁', '水电', '司机', '保洁', '厨'];

/** Lists that people ask for, as paths: of one or two things they look for and a pay of their own, no two alike. */
export function unlikeLists({ regions, days }: { regions: string[]; days: string[] }) {
  const random = seededRandom(20_261_130);
  const one = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!;
  const parts: (() => Record<string, string>)[] = [
    () => ({ region: one(regions) }),
    () => ({ trade: one(TRADES).id }),
    () => ({ trade: [one(TRADES).id, one(TRADES).id, one(TRADES).id].join() }),
    () => ({ day: one(days) }),
    () => ({ q: one(WORDS) }),
    () => ({ open: '1' }),
    () => ({ payUnit: 'day' }),
    () => ({ sort: one(['pay', 'start']) }),
    () => ({ near: `${96 + random() * 2.5},${30 + random() * 1.5}`, within: String(one([10, 30, 100])) }),
  ];
  const asked = new Set<string>();
  return (count: number): string[] => {
    const paths: string[] = [];
    while (paths.length < count) {
      const payMin = String(10_000 + Math.floor(random() * 15_000));
      const path = `/api/v1/gigs?${new URLSearchParams({ ...one(parts)(), ...one(parts)(), payMin })}`;
      if (!asked.has(path)) paths.push(path);
      asked.add(path);
    }
    return paths;
  };
}
