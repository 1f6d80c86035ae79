import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { GigRead } from '../model.ts';
import { WITHOUT_TERMS } from './find.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

/** Gigs of these whose time is over, whatever their state; without what people don't read. */
export const gigsOver = (deps: Source, ids: readonly Id[], now: Date): Promise<GigRead[]> =>
  deps.models.gigs
    .find({ _id: { $in: ids }, validUntil: { $lte: now } }, WITHOUT_TERMS)
    .lean()
    .exec();

/** Public gigs whose time has passed and of which nobody has been told so; without what people don't read. */
export const gigsToTellExpired = (deps: Source, now: Date, most: number): Promise<GigRead[]> =>
  deps.models.gigs
    .find({ state: 'published', expiryTold: false, validUntil: { $lte: now } }, WITHOUT_TERMS)
    .limit(most)
    .lean()
    .exec();

export const setExpiryTold = (deps: Source, ids: readonly Id[]) =>
  deps.models.gigs.updateMany({ _id: { $in: ids } }, { expiryTold: true });
