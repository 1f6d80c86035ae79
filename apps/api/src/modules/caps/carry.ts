import type { Deps } from '../../deps.ts';
import { phoneKey } from '../../platform/keyed.ts';
import { dropTallies, setTally, type TallyRecord, talliesLike } from '../../platform/tallies.ts';

type CarryDeps = Pick<Deps, 'models' | 'clock' | 'secret'>;
/** Whom a day's caps are counted by, as ids. */
type Counted = { personId: { toString(): string }; accountId: { toString(): string } };

const stillCounted = ({ clock }: CarryDeps, tallies: readonly TallyRecord[]) =>
  tallies.filter(({ until }) => until > clock());

const prefixOf = (deps: CarryDeps, phone: string) => `left:${phoneKey(deps, phone)}:`;

/**
 * Keeps what an account that closes has used of the day's caps under its number (E.164), hashed with the secret, until
 * the day ends: whoever signs in anew with that number goes on from there. Within the transaction that closes it.
 */
export async function leaveCounts(deps: CarryDeps, phone: string, counted: Counted): Promise<void> {
  const theirs = await copyCounts(deps, phone, counted);
  // Gone rather than left lying: one that is being added to at this moment comes before or after, and is not lost.
  await dropTallies(deps, theirs);
}

/** As `leaveCounts`, of an account that goes on under another number. Gives the keys of what it used. */
export async function copyCounts(deps: CarryDeps, phone: string, counted: Counted): Promise<string[]> {
  const ids = Object.entries(counted).map(([name, id]) => [name, String(id)] as const);
  const theirs = await talliesLike(
    deps,
    ids.map(([, id]) => `^cap:[a-z_]+:${id}:`),
  );
  const left = stillCounted(deps, theirs);
  const named = (key: string) => ids.reduce((text, [name, id]) => text.replace(`:${id}:`, `:${name}:`), key);
  for (const tally of left) await setTally(deps, { ...tally, _id: prefixOf(deps, phone) + named(tally._id) });
  return theirs.map(({ _id }) => _id);
}

/** Lets a person who has just been made go on with what their number used up today. */
export async function takeUpCounts(deps: CarryDeps, phone: string, counted: Counted): Promise<void> {
  const prefix = prefixOf(deps, phone);
  const left = stillCounted(deps, await talliesLike(deps, [`^${prefix}`]));
  for (const tally of left) {
    const key = Object.entries(counted).reduce(
      (text, [name, id]) => text.replace(`:${name}:`, `:${String(id)}:`),
      tally._id.slice(prefix.length),
    );
    await setTally(deps, { ...tally, _id: key });
  }
}
