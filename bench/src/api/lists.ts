import { TRADES } from '@linggong/contracts/trades.ts';
import { median } from '../figures.ts';
import { startChild } from '../live/ipc.ts';
import type { DatabaseCalls } from '../write/database.ts';
import type { AskerCalls } from './asker.ts';
import { unlikeLists } from './filters.ts';
import type { ServerCalls } from './server.ts';

const GIGS = 10_000;
const COLD = 50;
/** First pages that are kept: of the larger regions, the days, and trades. */
const KEPT = 100;
const LIST = '/api/v1/gigs';

type Figures = { api: number; database: number; items: number; kept: number };

/**
 * Lists of 20 of 10,000 gigs, with the database in a process of its own. `api`, `database`: milliseconds of CPU of a
 * list that nobody asked for before, no two alike; `items`: gigs on one. `kept`: the share of first pages that are the
 * same bytes, the place in the log with them, when one gig more or less is public since.
 */
export async function lists(dataDir: string, rounds: number): Promise<Figures> {
  const database = startChild<DatabaseCalls>('../write/database.ts');
  const server = startChild<ServerCalls>('../api/server.ts');
  const asker = startChild<AskerCalls>('../api/asker.ts');
  const url = await database.call('start', { dataDir });
  const { product: port } = await server.call('start', { url, count: GIGS });
  const asked = await server.call('asked');
  const next = unlikeLists(asked);
  const taken: Record<keyof Figures, number[]> = { api: [], database: [], items: [], kept: [] };

  async function cold(): Promise<void> {
    const asks = next(COLD).map((path) => ({ path }));
    await Promise.all([server.call('count'), database.call('count')]);
    const answers = await asker.call('pages', { port, asks });
    taken.api.push((await server.call('cpu')) / 1000 / COLD);
    taken.database.push((await database.call('cpu')) / COLD);
    taken.items.push(...answers.map(({ items }) => items));
  }

  const some = [
    ...asked.days.slice(0, 20).map((day) => `day=${day}`),
    ...TRADES.map(({ id }) => `trade=${id}`),
  ];
  const paths = [...some, ...asked.regions.map((region) => `region=${region}`)]
    .slice(0, KEPT)
    .map((query) => ({ path: `${LIST}?${query}` }));
  async function kept(round: number): Promise<void> {
    const change = {
      tradeId: TRADES[(round * 7) % TRADES.length]!.id,
      regionId: asked.regions[(round * 7919) % asked.regions.length]!,
      less: round % 2 === 1,
    };
    const before = await asker.call('pages', { port, asks: paths });
    await server.call('change', change);
    const after = await asker.call('pages', { port, asks: paths });
    // With a new minute every page is another.
    if (before[0]!.asOf !== after.at(-1)!.asOf) return kept(round);
    taken.kept.push(after.filter(({ body }, i) => body === before[i]!.body).length / paths.length);
  }

  for (let round = 0; round < rounds + 1; round++) {
    if (round === 1) for (const values of Object.values(taken)) values.length = 0;
    for (const part of [cold, () => kept(round)].sort(() => Math.random() - 0.5)) await part();
  }
  await asker.stop();
  await server.call('stop');
  await server.stop();
  await database.call('stop');
  await database.stop();
  const of = (name: keyof Figures) => median(taken[name]);
  return { api: of('api'), database: of('database'), items: of('items'), kept: of('kept') };
}
