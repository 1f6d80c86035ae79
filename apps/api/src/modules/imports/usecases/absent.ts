import type { ImportAbsent } from '@linggong/contracts/import.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { Viewer } from '../../../platform/http/env.ts';
import { knownGigs, liveGigs } from '../known.ts';
import type { ImportRecord, ImportRowRecord } from '../model.ts';
import { importFor } from '../repository.ts';

const LISTED = 200;

type Last = Pick<ImportRecord, '_id' | 'fileName' | 'createdAt'>;

/** The sender's last file before this one that this desk imported. */
const lastOf = (deps: Deps, { sourceName, deskPath, createdAt }: ImportRecord) =>
  deps.models.imports
    .findOne(
      { sourceName, deskPath, state: 'done', createdAt: { $lt: createdAt } },
      { fileName: 1, createdAt: 1 },
    )
    .sort({ createdAt: -1 })
    .lean<Last>();

/** The gigs that rows of this file are, whatever becomes of the rows: by what they were put beside, or by their id. */
async function namedBy(deps: Deps, record: ImportRecord): Promise<Set<string>> {
  const rows = await deps.models.importRows
    .find({ importId: record._id }, { gigId: 1, externalId: 1 })
    .lean<Pick<ImportRowRecord, 'gigId' | 'externalId'>[]>();
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
  const last = record.sourceName ? await lastOf(deps, record) : null;
  if (!last) return { last: null, total: 0, items: [] };
  const [before, named] = await Promise.all([
    deps.models.importRows
      .find({ importId: last._id, gigId: { $type: 'objectId' } }, { gigId: 1, employerName: 1 })
      .sort({ line: 1 })
      .lean<{ gigId: Types.ObjectId; employerName: string }[]>(),
    namedBy(deps, record),
  ]);
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
    return gig ? [{ gigId, ...gig, employerName }] : [];
  });
  return {
    last: { id: last._id.toString(), fileName: last.fileName, createdAt: last.createdAt.toISOString() },
    total: items.length,
    items: items.slice(0, LISTED),
  };
}
