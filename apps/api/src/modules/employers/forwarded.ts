import type { Reach } from '@linggong/contracts/gig.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { reachOf } from '@linggong/rules/reach.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { EmployerRecord } from './model.ts';

/** Who hears of a booking with this employer; nobody signs in for one that a file named. */
export const reachOfEmployer = (
  { sourceName, contactPhone }: Pick<EmployerRecord, 'sourceName' | 'contactPhone'>,
  bookingMode: Posting['bookingMode'],
): Reach => reachOf({ hasAccount: sourceName === null, phone: contactPhone, bookingMode });

type Named = { sourceName: string; name: string; contactPhone: string | null; deskPath: Types.ObjectId[] };

/** The record of an employer that a file names, not yet saved: a business, unverified, with the operators who import it. */
export const newForwardedEmployer = (
  { sourceName, name, contactPhone, deskPath }: Named,
  now: Date,
): EmployerRecord => ({
  _id: new Types.ObjectId(),
  name,
  kind: 'business',
  creditCode: null,
  regionId: deskPath.at(-1)!,
  regionPath: deskPath,
  contactPhone,
  verification: null,
  sourceName,
  createdAt: now,
});

/** The employer of that name from that source: found again, or made. Two at once get the same one. */
export async function forwardedEmployer(
  deps: Pick<Deps, 'models' | 'clock'>,
  named: Named,
): Promise<EmployerRecord> {
  const { sourceName, name } = named;
  const known = await deps.models.employers.findOne({ sourceName, name }).lean<EmployerRecord>();
  if (known) return known;
  const { _id, ...fields } = newForwardedEmployer(named, deps.clock());
  return deps.models.employers
    .findOneAndUpdate({ sourceName, name }, { $setOnInsert: { _id, ...fields } }, { upsert: true })
    .lean<EmployerRecord>()
    .orFail();
}
