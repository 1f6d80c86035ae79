import { DAY_MS, localDay } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import { TEXTS_OF_LAST } from './policy.ts';
import { takeTextPlace, textOf } from './repository/texts.ts';

/** Takes the first of these that is free; gives its number, 0: none is. */
async function takeOneOf(deps: Deps, messageId: string, toId: string, most: number): Promise<number> {
  const at = deps.clock();
  for (let number = 1; number <= most; number++)
    if (await takeTextPlace(deps, { _id: `${toId}:${localDay(at)}:${number}`, messageId, at })) return number;
  return 0;
}

type Wanted = { messageId: string; toId: string; most: number; isLast: boolean };

/**
 * Takes one of the day's text messages of a person, or of an employer without an account, for this one, whichever
 * process asks; the one it has where it is tried again. What `isLast` has a reserve beside the others. `full`: it was
 * the last one of that. Null: none is left.
 */
export async function takeText(deps: Deps, wanted: Wanted): Promise<{ full: boolean } | null> {
  const { messageId, toId, most, isLast } = wanted;
  const had = await textOf(deps, messageId);
  if (had) return { full: had._id.includes(':last:') && had._id.endsWith(`:${TEXTS_OF_LAST}`) };
  if ((await takeOneOf(deps, messageId, toId, most)) > 0) return { full: false };
  if (!isLast) return null;
  const number = await takeOneOf(deps, messageId, `${toId}:last`, TEXTS_OF_LAST);
  if (number === 0) {
    deps.alarms.raise(
      'text messages: somebody’s work was called off and no text was left to say so',
      DAY_MS / 1000,
    );
    return null;
  }
  return { full: number === TEXTS_OF_LAST };
}
