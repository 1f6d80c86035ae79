import { setTimeout } from 'node:timers/promises';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { inPieces } from '../../platform/pieces.ts';
import { type KnownPerson, knownByIds } from '../people/public.ts';
import type { RollRecord, RollRowRecord } from './model.ts';
import { leases } from './repository/rolls.ts';
import { rowsFor, type Task } from './repository/rows.ts';

/** Rows between two signs of life. */
const CHUNK = 100;
const AGAIN_MS = 50;

/** Goes through the rows that are still to be done, from wherever it stopped before, and ends the work. */
export async function through(
  deps: Deps,
  roll: RollRecord,
  { task, token, end }: { task: Task; token: string; end: 'done' | 'undone' },
  piece: (rows: readonly RollRowRecord[]) => Promise<number>,
): Promise<void> {
  for (;;) {
    const rows = await rowsFor(deps, roll._id, task, CHUNK);
    if (rows.length === 0) break;
    const done = await inPieces(rows, piece);
    // What nothing was done with would come again for ever.
    if (done === 0) await setTimeout(AGAIN_MS);
    if (!(await leases.extend(deps, roll._id, token, {}))) return;
  }
  await leases.end(deps, roll._id, token, { state: end });
}

/** Whom rows are taken for, as the register has them now, by their ids as hex. */
export async function knownOf(
  deps: Deps,
  rows: readonly Pick<RollRowRecord, 'personId'>[],
): Promise<Map<string, KnownPerson>> {
  const known = await knownByIds(
    deps,
    rows.flatMap(({ personId }) => personId ?? []),
  );
  return new Map(known.map((one) => [one.entry._id.toHexString(), one]));
}

/** Lets work go on by itself; where it breaks off, its lease runs out and it can be taken up again. */
export function inBackground(deps: Deps, rollId: Types.ObjectId, job: Promise<void>): void {
  job.catch((error: unknown) => {
    deps.log.error({ err: error, rollId: rollId.toString() }, 'roll broke off');
  });
}
