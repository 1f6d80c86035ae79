import type { DeskGigs, zDeskGigsQuery } from '@linggong/contracts/review.ts';
import { isPublic } from '@linggong/rules/gig-moves.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import type { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { afterPlace, collect, encodeCursor, placeOf, placeOfRow } from '../../platform/paging.ts';
import { bookingCounts, gigsToCome } from '../bookings/public.ts';
import { employersByIds } from '../employers/public.ts';
import type { GigRecord } from '../gigs/public.ts';
import { regionIdsOf, requireMay } from '../identity/public.ts';
import { placeNames, regionsOf } from '../regions/public.ts';
import { setBackOf, toHeld } from './standing.ts';

const PAGE = 30;
const DOWN: GigRecord['state'][] = ['returned', 'refused'];
const UP: GigRecord['state'][] = ['published', 'closed'];
/** Of a name that many employers share, these are looked through. */
const EMPLOYERS = 200;

const literally = (char: string) => char.replace(/[.*+?^${}()|[\]\\-]/, '\\$&');
/** Each character as it is, or as wide as Chinese keyboards type it. */
const eitherWidth = (char: string) =>
  /[!-~]/.test(char)
    ? `[${literally(char)}${String.fromCharCode(char.charCodeAt(0) + 0xfee0)}]`
    : literally(char);
/** Holds the text, whatever its case and width. */
const like = (text: string) => ({ $regex: [...text].map(eitherWidth).join(''), $options: 'i' });

/** What was typed, as part of a number (with or without its dash), of a title or of an employer's name. */
async function matching(deps: Deps, typed: string): Promise<object> {
  const q = typed.normalize('NFKC').trim();
  if (!q) return {};
  const digits = q.replace(/[\s-]/g, '');
  const employers = await deps.models.employers
    .find({ name: like(q) }, { _id: 1 })
    .limit(EMPLOYERS)
    .lean<{ _id: Types.ObjectId }[]>();
  return {
    $or: [
      ...(/^\d{1,6}$/.test(digits) ? [{ number: like(digits) }] : []),
      { 'posting.title': like(q) },
      { employerId: { $in: employers.map(({ _id }) => _id) } },
    ],
  };
}

/**
 * For operators: what is public in their regions, or what people who hold it still come for, the latest first; or what
 * they took down, the last first.
 */
export async function listDeskGigs(
  deps: Deps,
  viewer: Viewer | null,
  query: z.output<typeof zDeskGigsQuery>,
): Promise<DeskGigs> {
  requireMay(viewer, 'review.list');
  const regionIds = regionIdsOf(viewer);
  const now = deps.clock();
  const down = query.show === 'down';
  const field = down ? 'updatedAt' : 'publishedAt';
  const shown = down
    ? { state: { $in: DOWN }, version: { $gt: 0 } }
    : { state: { $in: UP }, $or: [{ validUntil: { $gt: now } }, { endsAt: { $gt: now } }] };
  const found = await matching(deps, query.q ?? '');
  const coming = new Set<string>();
  const isSeen = (gig: GigRecord) => isPublic(gigState(gig, now));
  const from = placeOf(query.cursor);
  const placeNow = (gig: GigRecord) => placeOfRow({ ...gig, at: gig[field] ?? gig.updatedAt }, 'at');
  const { rows, more } = await collect<GigRecord>({
    limit: PAGE,
    keep: (gig) => down || isSeen(gig) || coming.has(gig._id.toHexString()),
    fetch: async (last, count) => {
      const after = afterPlace(field, last ? placeNow(last) : from);
      const batch = await deps.models.gigs
        .find({ ...shown, deskPath: { $in: regionIds }, $and: [found, after] }, { terms: 0, earlier: 0 })
        .sort({ [field]: -1, _id: -1 })
        .limit(count)
        .lean<GigRecord[]>();
      const unseen = down ? [] : batch.filter((gig) => !isSeen(gig)).map(({ _id }) => _id);
      for (const id of await gigsToCome(deps, unseen)) coming.add(id);
      return batch;
    },
  });
  const employers = await employersByIds(
    deps,
    rows.map(({ employerId }) => employerId),
  );
  const regionOfGig = await regionsOf(deps, rows);
  const counts = await bookingCounts(
    deps,
    rows.map(({ _id }) => _id),
  );
  const last = rows.at(-1);
  return {
    items: rows.map((gig) => {
      const region = regionOfGig(gig);
      return {
        gigId: gig._id.toHexString(),
        number: gig.number,
        title: gig.posting.title,
        tradeId: gig.posting.tradeId,
        employerId: gig.employerId.toString(),
        employerName: employers.get(gig.employerId.toString())?.name ?? '',
        regionNames: region ? placeNames(region) : [],
        state: gigState(gig, now),
        publishedAt: (gig.publishedAt ?? gig.updatedAt).toISOString(),
        updatedAt: gig.updatedAt.toISOString(),
        bookings: counts.get(gig._id.toString()) ?? { requested: 0, confirmed: 0 },
        held: toHeld(gig),
        setBack: setBackOf(gig),
      };
    }),
    nextCursor: more && last ? encodeCursor(placeNow(last)) : null,
  };
}
