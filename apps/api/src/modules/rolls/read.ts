import type { RollPreview, Rolls, zRollChoices, zRollRowsQuery } from '@linggong/contracts/roll.ts';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { decodeCursor, encodeCursor } from '../../platform/paging.ts';
import { problem } from '../../platform/problem.ts';
import { regionIdsOf, requireMay } from '../identity/public.ts';
import { knownByIds, labelsOf } from '../people/public.ts';
import { regionsByIds } from '../regions/public.ts';
import type { RollRecord, RollRowRecord } from './model.ts';
import { rollById, rollsOf } from './repository/rolls.ts';
import { chooseFor, countsOf, rowsOf } from './repository/rows.ts';
import { toRoll, toRow } from './views.ts';

const PAGE = 50;
const LISTED = 50;
/** The line of the last row of a page. */
const zCursor = z.tuple([z.int().min(1)]);

/** The roll, for operators in charge of whom it is about; to others there is none (`roll.not_found`). */
export async function rollFor(deps: Deps, viewer: Viewer | null, id: string): Promise<RollRecord> {
  requireMay(viewer, 'roll.list');
  const found = await rollById(deps, id);
  if (!found || found.state === 'reading') throw problem('roll.not_found');
  requireMay(viewer, 'roll.manage', found);
  return found;
}

/** A roll as it is answered with. */
export async function shownRoll(deps: Deps, roll: RollRecord) {
  const [counts, regions] = [await countsOf(deps, [roll._id]), await regionsByIds(deps, [roll.regionId])];
  return toRoll(roll, {
    counts: counts.get(roll._id.toHexString())!,
    region: regions.get(roll.regionId.toHexString()) ?? null,
    now: deps.clock(),
  });
}

/** Rows with whom they are taken for, as these are called. */
export async function shownRows(deps: Deps, roll: RollRecord, rows: readonly RollRowRecord[]) {
  const known = await knownByIds(
    deps,
    rows.flatMap(({ personId }) => personId ?? []),
  );
  const labels = await labelsOf(
    deps,
    known.map(({ person }) => person),
  );
  const regions = await regionsByIds(
    deps,
    rows.flatMap(({ regionId, changes }) => [
      ...(regionId ? [regionId] : []),
      ...changes.flatMap(({ field, before, after }) =>
        field === 'regionId' ? [String(before), String(after)] : [],
      ),
    ]),
  );
  const byId = new Map(known.map((one) => [one.entry._id.toHexString(), one.person]));
  return rows.map((row) => toRow(row, { sheets: roll.sheets, labels, persons: byId, regions }));
}

/** A roll with a page of its rows. */
export async function preview(
  deps: Deps,
  roll: RollRecord,
  { cursor, only }: z.output<typeof zRollRowsQuery>,
): Promise<RollPreview> {
  const [after] = cursor === undefined ? [0] : decodeCursor(cursor, zCursor);
  const rows = await rowsOf(deps, roll._id, { after, limit: PAGE + 1, only });
  const page = rows.slice(0, PAGE);
  return {
    roll: await shownRoll(deps, roll),
    rows: await shownRows(deps, roll, page),
    nextCursor: rows.length > PAGE ? encodeCursor([page.at(-1)!.line]) : null,
  };
}

export async function getRoll(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  query: z.output<typeof zRollRowsQuery>,
): Promise<RollPreview> {
  return preview(deps, await rollFor(deps, viewer, id), query);
}

/** The latest rolls of the operator's regions. */
export async function listRolls(deps: Deps, viewer: Viewer | null): Promise<Rolls> {
  requireMay(viewer, 'roll.list');
  const rolls = await rollsOf(deps, regionIdsOf(viewer), LISTED);
  const counts = await countsOf(
    deps,
    rolls.map(({ _id }) => _id),
  );
  const regions = await regionsByIds(
    deps,
    rolls.map(({ regionId }) => regionId),
  );
  const now = deps.clock();
  return {
    items: rolls.map((roll) =>
      toRoll(roll, {
        counts: counts.get(roll._id.toHexString())!,
        region: regions.get(roll.regionId.toHexString()) ?? null,
        now,
      }),
    ),
  };
}

/** Says what is to be done with changed and doubtful rows. Throws `roll.wrong_state` once it is being carried out. */
export async function chooseRows(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { rows }: z.output<typeof zRollChoices>,
) {
  return deps.locks(`roll:${id}`, async () => {
    const roll = await rollFor(deps, viewer, id);
    if (roll.state !== 'preview' && roll.state !== 'done') throw problem('roll.wrong_state');
    await chooseFor(deps, roll._id, rows);
    return shownRoll(deps, roll);
  });
}
