import type { GigState } from '@linggong/contracts/gig.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import { bookingCounts } from '../bookings/public.ts';
import { type GigBeside, gigsBeside, gigsOfSource } from '../gigs/public.ts';
import type { RowRead } from './aside/row-reader.ts';
import type { Compared } from './compare.ts';
import type { ImportRecord } from './model.ts';
import { type Importer, seenBy, type Whose } from './office.ts';
import { importedRows, type StoredRow } from './repository/rows.ts';

const BATCH = 500;

export type KnownGig = GigBeside;
/** A gig that an office may hear of, and who brought it in. */
export type SeenGig = KnownGig & { whose: Whose };
/** A gig of a source, and its row as it was imported: an operator may have completed the gig since. */
export type Known = {
  gig: SeenGig;
  row: Partial<Compared>;
  rowNumber: string;
  begins: string;
  /** How many hold it, and how many wait to. */
  people: People;
};
export type People = { confirmed: number; requested: number };
const NOBODY: People = { confirmed: 0, requested: 0 };
/** What an office may hear of what is stored of a source already, by its id in it, and by the `likeKey` of its row. */
export type KnownRows = {
  byId: ReadonlyMap<string, Known>;
  byLike: ReadonlyMap<string, readonly Known[]>;
};

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

/** Operators took it down; what is `refused` else was never public. */
export const isTakenDown = ({ state, version }: Pick<KnownGig, 'state' | 'version'>) =>
  state === 'refused' && version > 0;

/** Sent back and never public: a corrected row takes its place. */
export const waitsForCorrection = ({ state, version }: Pick<KnownGig, 'state' | 'version'>) =>
  state === 'returned' && version === 0;

async function inBatches<K, T>(keys: readonly K[], find: (some: readonly K[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = [];
  for (let from = 0; from < keys.length; from += BATCH)
    found.push(...(await find(keys.slice(from, from + BATCH))));
  return found;
}

/** What another office brought in keeps no id from this one once it ended. */
const counts = (now: Date) => (gig: SeenGig) => gig.whose !== 'other' || endOf(gig, now) === null;

/**
 * Gigs of the source that are there already and that the office may hear of, by their id in it: its own before others'.
 */
export async function knownGigs(
  deps: Deps,
  importer: Importer,
  ids: readonly string[],
): Promise<Map<string, SeenGig>> {
  const { sourceName } = importer;
  if (!sourceName) return new Map();
  const gigs = await inBatches([...new Set(ids)], (some) => gigsOfSource(deps, sourceName, some));
  const seen = (await seenBy(deps, importer, gigs)).filter(counts(deps.clock()));
  return new Map(seen.toReversed().map((gig) => [gig.source!.externalId, gig]));
}

const byIds = (deps: Deps, ids: readonly Types.ObjectId[]): Promise<KnownGig[]> =>
  inBatches(ids, (some) => gigsBeside(deps, some));

/** `takenDown`: operators took it down after it was public; else what is `refused` never was. */
type Standing = { number: string; title: string; state: GigState; takenDown: boolean };
const standing = (gigs: readonly KnownGig[], now: Date): Map<string, Standing> =>
  new Map(
    gigs.map((gig) => [
      String(gig._id),
      {
        number: gig.number,
        title: gig.posting.title,
        state: gigState(gig, now),
        takenDown: isTakenDown(gig),
      },
    ]),
  );

/** How gigs stand now that rows of an import name, by their ids: its own, and those that its office may hear of still. */
export async function gigsNow(deps: Deps, record: ImportRecord, ids: readonly Types.ObjectId[]) {
  const gigs = await byIds(deps, ids);
  const own = gigs.filter(({ importId }) => importId?.equals(record._id));
  return standing([...own, ...(await seenBy(deps, record, gigs))], deps.clock());
}

/** Those of the gigs that go on and that the office may hear of: they wait for an operator, or are public. */
export async function liveGigs(deps: Deps, importer: Importer, ids: readonly Types.ObjectId[]) {
  const now = deps.clock();
  const gigs = await seenBy(deps, importer, await byIds(deps, ids));
  return standing(
    gigs.filter((gig) => endOf(gig, now) === null),
    now,
  );
}

/** What is stored already that these rows of a source may be, as far as the office may hear of it. */
export async function knownFor(deps: Deps, importer: Importer, rows: readonly RowRead[]): Promise<KnownRows> {
  const { sourceName } = importer;
  if (!sourceName) return { byId: new Map(), byLike: new Map() };
  const gigs = await knownGigs(
    deps,
    importer,
    rows.flatMap((row) => [row.externalId, row.contentId]),
  );
  const own = await inBatches([...gigs.values()], (some) =>
    importedRows(deps, { gigId: { $in: some.map(({ _id }) => _id) } }),
  );
  const rowOf = new Map(own.map((row) => [String(row.gigId), row]));
  const unnamed = rows.filter(({ externalId, contentId }) => externalId === contentId);
  const like = await inBatches([...new Set(unnamed.map(({ likeKey }) => likeKey))], (some) =>
    importedRows(deps, { likeKey: { $in: [...some] } }),
  );
  const likeGigs = await inBatches(like, (some) =>
    gigsBeside(
      deps,
      some.flatMap(({ gigId }) => gigId ?? []),
      sourceName,
    ),
  );
  const seen = (await seenBy(deps, importer, likeGigs)).filter(counts(deps.clock()));
  const gigOf = byId(seen);
  const people = await bookingCounts(
    deps,
    [...gigs.values(), ...seen].filter(({ version }) => version > 0).map(({ _id }) => _id),
  );
  const known = (gig: SeenGig, row: StoredRow | undefined): Known => ({
    gig,
    row: row ?? {},
    rowNumber: row?.rowNumber ?? '',
    begins: row?.begins ?? '',
    people: people.get(String(gig._id)) ?? NOBODY,
  });
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
