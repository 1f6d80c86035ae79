import type { GigState } from '@linggong/contracts/gig.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { GigRecord } from '../gigs/model.ts';
import type { RowRead } from './aside/row-reader.ts';
import type { Compared } from './compare.ts';
import type { ImportRowRecord } from './model.ts';

const BATCH = 500;

export type KnownGig = Pick<
  GigRecord,
  '_id' | 'number' | 'posting' | 'source' | 'state' | 'version' | 'validUntil' | 'together' | 'shifts'
>;
/** A gig of a source, and its row as it was imported: an operator may have completed the gig since. */
export type Known = { gig: KnownGig; row: Partial<Compared>; rowNumber: string; begins: string };
/** What is stored of a source already, by its id in it, and by the `likeKey` of its row. */
export type KnownRows = {
  byId: ReadonlyMap<string, Known>;
  byLike: ReadonlyMap<string, readonly Known[]>;
};

type StoredRow = Pick<
  ImportRowRecord,
  'gigId' | 'posting' | 'employerName' | 'contactPhone' | 'unread' | 'likeKey' | 'begins' | 'rowNumber'
>;

const ENDS = ['returned', 'refused', 'withdrawn', 'closed', 'expired'] as const;
export type End = (typeof ENDS)[number];

/** How a gig ended, or that it was sent back: its id is free for what its source sends next. Null: it goes on. */
export function endOf(
  gig: Pick<KnownGig, 'state' | 'validUntil' | 'together' | 'shifts'>,
  now: Date,
): End | null {
  const state = gigState(gig, now);
  return ENDS.find((end) => end === state) ?? null;
}

/** Sent back and never public: a corrected row takes its place. */
export const waitsForCorrection = ({ state, version }: Pick<KnownGig, 'state' | 'version'>) =>
  state === 'returned' && version === 0;

async function inBatches<K, T>(keys: readonly K[], find: (some: readonly K[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = [];
  for (let from = 0; from < keys.length; from += BATCH)
    found.push(...(await find(keys.slice(from, from + BATCH))));
  return found;
}

const OF_GIG = {
  number: 1,
  posting: 1,
  source: 1,
  state: 1,
  version: 1,
  validUntil: 1,
  together: 1,
  shifts: 1,
} as const;
const OF_ROW = {
  gigId: 1,
  posting: 1,
  employerName: 1,
  contactPhone: 1,
  unread: 1,
  likeKey: 1,
  begins: 1,
  rowNumber: 1,
} as const;

/** Gigs of the source that are there already, by their id in it. */
export async function knownGigs(
  deps: Deps,
  sourceName: string,
  ids: readonly string[],
): Promise<Map<string, KnownGig>> {
  if (!sourceName) return new Map();
  const gigs = await inBatches([...new Set(ids)], (some) =>
    deps.models.gigs
      .find({ 'source.name': sourceName, 'source.externalId': { $in: [...some] } }, OF_GIG)
      .lean<KnownGig[]>(),
  );
  return new Map(gigs.map((gig) => [gig.source!.externalId, gig]));
}

const byIds = (deps: Deps, ids: readonly Types.ObjectId[]): Promise<KnownGig[]> =>
  inBatches(ids, (some) => deps.models.gigs.find({ _id: { $in: [...some] } }, OF_GIG).lean<KnownGig[]>());

type Standing = { number: string; title: string; state: GigState };
const standing = (gigs: readonly KnownGig[], now: Date): Map<string, Standing> =>
  new Map(
    gigs.map((gig) => [
      String(gig._id),
      { number: gig.number, title: gig.posting.title, state: gigState(gig, now) },
    ]),
  );

/** How gigs stand now, by their ids. */
export const gigsNow = async (deps: Deps, ids: readonly Types.ObjectId[]) =>
  standing(await byIds(deps, ids), deps.clock());

/** Those of the gigs that go on: they wait for an operator, or are public. */
export async function liveGigs(deps: Deps, ids: readonly Types.ObjectId[]) {
  const now = deps.clock();
  const gigs = await byIds(deps, ids);
  return standing(
    gigs.filter((gig) => endOf(gig, now) === null),
    now,
  );
}

const importedRows = (
  deps: Deps,
  by: { gigId: { $in: Types.ObjectId[] } } | { likeKey: { $in: string[] } },
) => deps.models.importRows.find({ ...by, outcome: 'imported' }, OF_ROW).lean<StoredRow[]>();

/** What is stored already that these rows of a source may be. */
export async function knownFor(deps: Deps, sourceName: string, rows: readonly RowRead[]): Promise<KnownRows> {
  if (!sourceName) return { byId: new Map(), byLike: new Map() };
  const gigs = await knownGigs(
    deps,
    sourceName,
    rows.flatMap((row) => [row.externalId, row.contentId]),
  );
  const own = await inBatches([...gigs.values()], (some) =>
    importedRows(deps, { gigId: { $in: some.map(({ _id }) => _id) } }),
  );
  const rowOf = new Map(own.map((row) => [String(row.gigId), row]));
  const known = (gig: KnownGig, row: StoredRow | undefined): Known => ({
    gig,
    row: row ?? {},
    rowNumber: row?.rowNumber ?? '',
    begins: row?.begins ?? '',
  });
  const unnamed = rows.filter(({ externalId, contentId }) => externalId === contentId);
  const like = await inBatches([...new Set(unnamed.map(({ likeKey }) => likeKey))], (some) =>
    importedRows(deps, { likeKey: { $in: [...some] } }),
  );
  const likeGigs = await inBatches(like, (some) =>
    deps.models.gigs
      .find({ _id: { $in: some.flatMap(({ gigId }) => gigId ?? []) }, 'source.name': sourceName }, OF_GIG)
      .lean<KnownGig[]>(),
  );
  const gigOf = new Map(likeGigs.map((gig) => [String(gig._id), gig]));
  const alive = like.flatMap((row) => {
    const gig = gigOf.get(String(row.gigId));
    return gig ? [{ likeKey: row.likeKey, known: known(gig, row) }] : [];
  });
  return {
    byId: new Map([...gigs].map(([id, gig]) => [id, known(gig, rowOf.get(String(gig._id)))])),
    byLike: new Map(
      [...Map.groupBy(alive, ({ likeKey }) => likeKey)].map(([key, some]) => [
        key,
        some.map((one) => one.known),
      ]),
    ),
  };
}
