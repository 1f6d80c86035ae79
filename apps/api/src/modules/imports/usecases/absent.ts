import type { ImportAbsent } from '@linggong/contracts/import.ts';
import type { Deps } from '../../../deps.ts';
import type { Viewer } from '../../../platform/http/env.ts';
import { knownGigs, liveGigs } from '../known.ts';
import type { ImportRecord } from '../model.ts';
import { importFor, lastDone } from '../repository/imports.ts';
import { gigsOfRows, namedInRows } from '../repository/rows.ts';

const LISTED = 200;

/** The gigs that rows of this file are, whatever becomes of the rows: by what they were put beside, or by their id. */
async function namedBy(deps: Deps, record: ImportRecord): Promise<Set<string>> {
  const rows = await namedInRows(deps, record._id);
  const byId = await knownGigs(
    deps,
    record,
    rows.map(({ externalId }) => externalId),
  );
  const gigs = [...byId.values()].map(({ _id }) => _id);
  return new Set([...gigs, ...rows.flatMap(({ gigId }) => gigId ?? [])].map(String));
}

/**
 * What still waits or is public of the rows of the sender's last file that have none in this one: whoever left them out
 * may want nobody more, or has only sent a part. Nothing is done about them.
 */
export async function absentFrom(deps: Deps, viewer: Viewer | null, id: string): Promise<ImportAbsent> {
  const record = await importFor(deps, viewer, id);
  const last = record.sourceName ? await lastDone(deps, record) : null;
  if (!last) return { last: null, total: 0, items: [] };
  const [before, named] = await Promise.all([gigsOfRows(deps, last._id), namedBy(deps, record)]);
  const absent = new Map(
    before.filter(({ gigId }) => !named.has(String(gigId))).map((row) => [String(row.gigId), row]),
  );
  const live = await liveGigs(
    deps,
    record,
    [...absent.values()].map(({ gigId }) => gigId),
  );
  const items = [...absent].flatMap(([gigId, { employerName }]) => {
    const gig = live.get(gigId);
    if (!gig) return [];
    const { number, state, title } = gig;
    return [{ gigId, number, state, title, employerName }];
  });
  return {
    last: { id: last._id.toString(), fileName: last.fileName, createdAt: last.createdAt.toISOString() },
    total: items.length,
    items: items.slice(0, LISTED),
  };
}
