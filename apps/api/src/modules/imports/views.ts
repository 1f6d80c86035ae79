import type { Import, ImportRow } from '@linggong/contracts/import.ts';
import { isLeased } from '../../platform/work-lease.ts';
import { placeNames, type RegionRecord } from '../regions/public.ts';
import type { ImportRecord, ImportRowRecord } from './model.ts';

/** What work is that shows no sign of life any more: a run, or an undo, can be taken up again. */
const BROKEN_OFF: Partial<Record<ImportRecord['state'], Import['state']>> = {
  reading: 'unread',
  running: 'failed',
  undoing: 'failed',
};

/** What imports of before weren't counted by. */
const NONE_YET = { employers: 0, hidden: 0, stopped: 0 };

export function toImport(record: ImportRecord, now: Date): Import {
  return {
    id: record._id.toString(),
    state: (!isLeased(record, now) && BROKEN_OFF[record.state]) || record.state,
    version: record.version ?? 1,
    fileName: record.fileName,
    encoding: record.encoding,
    sourceName: record.sourceName,
    sourceContact: record.sourceContact ?? '',
    columns: record.columns,
    sheets: record.sheets ?? [],
    said: record.said ?? [],
    withHidden: record.withHidden ?? false,
    withEnded: record.withEnded ?? false,
    counts: { ...NONE_YET, ...record.counts },
    createdAt: record.createdAt.toISOString(),
    createdByName: record.byName,
  };
}

const namesOf = (region: RegionRecord | undefined) => (region ? placeNames(region) : []);

function gigIn(gigs: ReadonlyMap<string, NonNullable<ImportRow['gig']>>, { gigId }: ImportRowRecord) {
  const found = gigs.get(String(gigId));
  return found ? { number: found.number, state: found.state, takenDown: found.takenDown } : null;
}

/**
 * `around`: regions by their ids, with those of the rows among them; their gigs that the office may hear of, and what
 * was sent back, by the gig's id.
 */
export const toRow = (
  record: ImportRowRecord,
  around: {
    regions: ReadonlyMap<string, RegionRecord>;
    gigs: ReadonlyMap<string, NonNullable<ImportRow['gig']>>;
    returned: ReadonlyMap<string, NonNullable<ImportRow['returned']>>;
  },
): ImportRow => ({
  line: record.line,
  cells: record.cells,
  externalId: record.externalId,
  employerName: record.employerName,
  posting: record.posting,
  regionNames: namesOf(around.regions.get(record.posting.workplace.regionId ?? '')),
  flags: record.flags,
  notes: record.notes,
  errors: record.errors,
  outcome: record.outcome,
  gigId: around.gigs.has(String(record.gigId)) ? record.gigId!.toString() : null,
  gig: record.outcome === 'undone' ? null : gigIn(around.gigs, record),
  returned: record.outcome === 'imported' ? (around.returned.get(String(record.gigId)) ?? null) : null,
});
