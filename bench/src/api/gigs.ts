import type { Deps } from '@linggong/api/deps.ts';
import { employerById } from '@linggong/api/modules/employers/public.ts';
import { newGig, publicFields } from '@linggong/api/modules/gigs/public.ts';
import { allRegions } from '@linggong/api/modules/regions/public.ts';
import { zPosting } from '@linggong/contracts/posting.ts';
import { TRADES } from '@linggong/contracts/trades.ts';

const DAY = 86_400_000;
const AT_ONCE = 2000;

/** Public gigs of all trades in all villages of the deployment, one published every few seconds, for a month to come. */
export async function layInGigs(deps: Deps, employerIds: readonly string[], count: number): Promise<void> {
  const now = deps.clock();
  const at = (ms: number) => new Date(now.getTime() + ms);
  const employers = await Promise.all(employerIds.map((id) => employerById(deps, id)));
  const villages = (await allRegions(deps)).filter((region) => region.home && region.path.length >= 4);
  for (let from = 0; from < count; from += AT_ONCE) {
    const gigs = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, k) => {
      const i = from + k;
      const region = villages[(i * 7919) % villages.length]!;
      const trade = TRADES[(i * 31) % TRADES.length]!;
      const starts = 1 + ((i * 13) % 25);
      const posting = zPosting.parse({
        tradeId: trade.id,
        title: `${trade.name} ${i % 97}`,
        description: '按时到场，听从安排，工具由用工方提供，有问题当面说清。'.repeat(3),
        shifts: [{ startsAt: at(starts * DAY), endsAt: at((starts + 1) * DAY), headcount: 1 + (i % 9) }].map(
          (shift) => ({
            ...shift,
            startsAt: shift.startsAt.toISOString(),
            endsAt: shift.endsAt.toISOString(),
          }),
        ),
        workplace: {
          regionId: region._id.toHexString(),
          landmark: `${region.name}村委会旁`,
          point: [96 + (i % 1000) / 400, 30 + (i % 777) / 500],
        },
        pay: { amountFen: 10_000 + (i % 300) * 100, unit: 'day', settlement: 'same_day', method: 'cash' },
        validUntil: at(30 * DAY).toISOString(),
      });
      const around = { employer: employers[i % employers.length]!, region };
      const number = String(100_000 + i).padStart(6, '0');
      const draft = newGig({ number: `${number}`, posting }, around, now);
      return { ...draft, ...publicFields(draft, around, now), publishedAt: at(-i * 5000) };
    });
    await deps.models.gigs.collection.insertMany(gigs as never);
  }
}
