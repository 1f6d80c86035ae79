import { makeEmployer } from '@linggong/testkit/builders.ts';
import { borrowDatabase } from '@linggong/testkit/database.ts';
import { startTestServer } from '@linggong/testkit/server.ts';
import { layInGigs } from './gigs.ts';

const GIGS = 5000;
const WORDS = ['搬', '砖', '装修', '洗碗', '木工', '电', '村委会旁', '水电'];
const UNITS = ['day', 'hour', 'piece', 'month'];

/** A filter of several parts that nobody asked for before. */
function filterOf(i: number): string {
  const parts = {
    payMin: 100 + i,
    ...(i % 2 === 0 && { q: WORDS[i % WORDS.length]! }),
    ...(i % 3 === 0 && { payUnit: UNITS[i % UNITS.length]! }),
    ...(i % 5 === 0 && { near: `${96 + (i % 300) / 100},${30 + (i % 200) / 100}`, within: 5 + (i % 90) }),
    ...(i % 7 === 0 && { hours: `0${i % 9}:00-2${i % 4}:30` }),
    ...(i % 4 === 0 && { open: '1' }),
  };
  return new URLSearchParams(Object.entries(parts).map(([name, value]) => [name, String(value)])).toString();
}

/**
 * Milliseconds from asking for the summary of a filter to its answer, over HTTP from this process, at 5,000 public
 * gigs: anonymous, and no two alike. All of them, in the order in which they were asked for.
 */
export async function summaries(count: number): Promise<number[]> {
  const database = await borrowDatabase();
  const server = await startTestServer({ beside: { database } });
  try {
    const { employerId } = await makeEmployer(server);
    await layInGigs(server.deps, [employerId], GIGS);
    const ask = async (query: string) => {
      const at = performance.now();
      const answer = await fetch(`${server.url}/api/v1/gigs/summary?${query}`);
      const body = (await answer.json()) as { gigs: number };
      if (answer.status !== 200) throw new Error(JSON.stringify(body));
      return { ms: performance.now() - at, gigs: body.gigs };
    };
    if ((await ask('')).gigs !== GIGS) throw new Error('not all gigs are counted');
    const took: number[] = [];
    for (let i = 0; i < count; i++) took.push((await ask(filterOf(i))).ms);
    return took;
  } finally {
    await server.deps.connection.dropDatabase();
    await server.close();
    await database.giveBack();
  }
}
