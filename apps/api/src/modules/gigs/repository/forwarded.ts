import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { GigRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

/** What an import puts a row beside. */
const BESIDE = {
  number: 1,
  posting: 1,
  source: 1,
  deskPath: 1,
  state: 1,
  version: 1,
  validUntil: 1,
  together: 1,
  shifts: 1,
  importId: 1,
} as const;
export type GigBeside = Pick<GigRecord, '_id' | keyof typeof BESIDE>;

/** Those of these ids that came from a source. */
export const gigsOfSource = (
  deps: Source,
  sourceName: string,
  externalIds: readonly string[],
): Promise<GigBeside[]> =>
  deps.models.gigs
    .find({ 'source.name': sourceName, 'source.externalId': { $in: externalIds } }, BESIDE)
    .lean()
    .exec();

/** By their own ids; with `sourceName` only what came from it. */
export const gigsBeside = (deps: Source, ids: readonly Id[], sourceName?: string): Promise<GigBeside[]> =>
  deps.models.gigs
    .find({ _id: { $in: ids }, ...(sourceName !== undefined && { 'source.name': sourceName }) }, BESIDE)
    .lean()
    .exec();

const SENT_BACK = { state: 'returned', 'source.name': { $type: 'string' } } as const;

/** What an import made, an operator sent back and nobody has corrected since. */
export const sentBackOfImport = async (deps: Source, importId: Id): Promise<Id[]> =>
  (await deps.models.gigs.find({ importId, ...SENT_BACK }, { _id: 1 }).lean()).map(({ _id }) => _id);

/** Those of these forwarded gigs that were sent back, with their numbers. */
export const sentBackOf = (deps: Source, ids: readonly Id[]): Promise<Pick<GigRecord, '_id' | 'number'>[]> =>
  deps.models.gigs
    .find({ _id: { $in: ids }, ...SENT_BACK }, { number: 1 })
    .lean()
    .exec();

/** Where a gig is still in that state: its id is another from now on, or null: it is withdrawn and has none. */
export async function releaseId(
  deps: Source,
  { _id, state }: Pick<GigRecord, '_id' | 'state'>,
  externalId: string | null,
  now: Date,
): Promise<void> {
  const change =
    externalId === null
      ? ({ $set: { state: 'withdrawn', source: null, updatedAt: now }, $inc: { revision: 1 } } as const)
      : { $set: { 'source.externalId': externalId } };
  await deps.models.gigs.updateOne({ _id, state }, change);
}

/** The employers of what an import made. */
export const employersOfImport = (deps: Source, importId: Id): Promise<Id[]> =>
  deps.models.gigs.distinct('employerId', { importId }).exec();

type Waiting = Pick<GigRecord, '_id' | 'deskPath'>;

/** Those of these gigs that wait as they were brought in and about which nothing was decided. */
export async function untouchedOf(deps: Source, ids: readonly Id[]): Promise<Waiting[]> {
  const { gigs, decisions } = deps.models;
  const waiting = await gigs
    .find({ _id: { $in: ids }, state: 'in_review', revision: 0, version: 0 }, { deskPath: 1 })
    .lean();
  const decided = await decisions
    .find({ gigId: { $in: waiting.map(({ _id }) => _id) } }, { gigId: 1 })
    .lean();
  const touched = new Set(decided.map(({ gigId }) => gigId.toString()));
  return waiting.filter(({ _id }) => !touched.has(_id.toString()));
}

/** Withdraws what was brought in and not touched since: its source and id are free again. */
export const withdrawUntouched = (deps: Source, ids: readonly Id[], now: Date) =>
  deps.models.gigs.updateMany(
    { _id: { $in: ids } },
    {
      $set: {
        state: 'withdrawn',
        source: null,
        submittedAt: null,
        dueAt: null,
        claim: null,
        revision: 1,
        updatedAt: now,
      },
    },
  );
