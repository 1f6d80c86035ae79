import type { About } from '@linggong/contracts/about.ts';
import { getAbout } from '@linggong/contracts/api/about.ts';
import type { Call } from '#lib/api/client.ts';

const FRESH_MS = 60_000;
let known: { about: About; at: number } | null = null;

/** Who runs it and which texts are in force, as asked for within the last minute; null where the API could not say. */
export async function aboutOf(call: Call): Promise<About | null> {
  if (known && Date.now() - known.at < FRESH_MS) return known.about;
  const answer = await call(getAbout);
  if (answer.ok) known = { about: answer.data, at: Date.now() };
  return known?.about ?? null;
}

/** The station's phone; null where there is none, or the API could not say. */
export const stationOf = async (call: Call): Promise<string | null> => (await aboutOf(call))?.phone ?? null;
