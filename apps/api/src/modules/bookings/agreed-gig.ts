import type { Posting } from '@linggong/contracts/posting.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { columnsOf, type GigRead } from '../gigs/public.ts';
import { regionById } from '../regions/public.ts';

/** A gig with the terms of another of its versions; its places are those of now. */
export async function asAgreed(deps: Deps, gig: GigRead, agreed: Posting): Promise<GigRead> {
  if (agreed === gig.posting) return gig;
  const { regionId } = agreed.workplace;
  const region = regionId ? await regionById(deps, regionId) : null;
  const known = agreed.shifts.flatMap(({ id }) =>
    id ? [{ _id: new Types.ObjectId(id), startsAt: null, endsAt: null, headcount: null, open: null }] : [],
  );
  const columns = columnsOf(agreed, { region, known });
  const shifts = columns.shifts.map((shift) => {
    const present = gig.shifts.find(({ _id }) => _id.equals(shift._id));
    return { ...shift, open: present?.open ?? null, headcount: present?.headcount ?? null };
  });
  return { ...gig, ...columns, shifts, validUntil: gig.validUntil };
}
