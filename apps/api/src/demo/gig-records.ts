import { mayPublishAtOnce } from '@linggong/rules/review.ts';
import type { Types } from 'mongoose';
import type { EmployerRecord } from '../modules/employers/public.ts';
import { flagsOf } from '../modules/flags/public.ts';
import {
  type DecisionRecord,
  deskPathOf,
  type GigRecord,
  type GigVersionRecord,
  newGig,
  publicFields,
  queueFields,
} from '../modules/gigs/public.ts';
import type { DemoBooking } from './crowd.ts';
import { demoId } from './ids.ts';
import { type DemoPlace, near } from './places.ts';
import type { DatedGig } from './schedule.ts';
import { hoursFrom } from './times.ts';

/** How long before it was sent in a posting was begun, and how long an operator took to approve it. */
const BEGUN_BEFORE_HOURS = 0.25;
const DECIDED_AFTER_HOURS = 0.5;
const DRAFTED_HOURS_AGO = 5;

export interface Around {
  employer: EmployerRecord;
  /** Null while the posting does not say where. */
  place: DemoPlace | null;
  /** The desk that brought in what is forwarded. */
  importDesk: Types.ObjectId[];
  number: string;
  bookings: readonly DemoBooking[];
  now: Date;
  random: () => number;
}

/** The posting as its employer would have typed it, with the pin near the place where that is known. */
function postingOf(gig: DatedGig, { place, random }: Around): GigRecord['posting'] {
  const { workplace } = gig.posting;
  return {
    ...gig.posting,
    workplace: {
      ...workplace,
      regionId: place?.region._id.toHexString() ?? null,
      point: place?.point ? near(place.point, random) : null,
      altitudeM: workplace.altitudeM ?? place?.altitudeM ?? null,
    },
  };
}

/** Takes the confirmed bookings' places away. */
function withPlacesTaken(shifts: GigRecord['shifts'], key: string, bookings: readonly DemoBooking[]) {
  const confirmed = bookings.filter((booking) => booking.gig === key && booking.state === 'confirmed');
  return shifts.map((shift, index) => {
    const taken = confirmed.filter((booking) => booking.shifts.includes(index)).length;
    return { ...shift, open: shift.headcount === null ? null : shift.headcount - taken };
  });
}

/** The gig as it was begun: through the very function that begins one for an employer. */
function begun(gig: DatedGig, around: Around): GigRecord {
  const { employer, place, importDesk, number, bookings, now } = around;
  const { submittedAt, plan } = gig;
  const region = place?.region ?? null;
  const createdAt = hoursFrom(submittedAt ?? hoursFrom(now, -DRAFTED_HOURS_AGO), -BEGUN_BEFORE_HOURS);
  const draft = newGig({ number, posting: postingOf(gig, around) }, { employer, region }, submittedAt ?? now);
  return {
    ...draft,
    _id: demoId('gig', plan.key),
    shifts: withPlacesTaken(draft.shifts, plan.key, bookings),
    source: draft.source && { ...draft.source, officeId: importDesk.at(-1) ?? null },
    deskPath: deskPathOf({ source: draft.source, deskPath: importDesk }, employer, region),
    createdAt,
    updatedAt: createdAt,
  };
}

/** A gig as it is stored once all that happened to it so far has happened. */
export function gigRecord(gig: DatedGig, around: Around): GigRecord {
  const { employer, place, now } = around;
  const region = place?.region ?? null;
  const { submittedAt, plan } = gig;
  const draft = begun(gig, around);
  if (plan.state === 'draft' || !submittedAt) return draft;

  const flags = flagsOf(draft.posting, { employer, region }, submittedAt);
  const atOnce = draft.source === null && mayPublishAtOnce(flags, employer, submittedAt);
  const queued: GigRecord = {
    ...draft,
    ...queueFields(draft, employer, flags, submittedAt),
    revision: 1,
    updatedAt: submittedAt,
  };
  if (plan.state === 'in_review') return queued;
  if (plan.decision) {
    const updatedAt = hoursFrom(now, -plan.decision.hoursAgo);
    return { ...queued, state: plan.state!, submittedAt: null, dueAt: null, revision: 2, updatedAt };
  }
  const publishedAt = atOnce ? submittedAt : hoursFrom(submittedAt, DECIDED_AFTER_HOURS);
  const before = atOnce ? { ...draft, flags } : queued;
  return {
    ...before,
    ...publicFields(before, { employer, region }, publishedAt),
    version: plan.was ? 2 : 1,
    revision: before.revision + 1,
    updatedAt: publishedAt,
  };
}

/** What a gig said as its first version, where it says something else by now. */
export function firstVersionRecord({ plan }: DatedGig, gig: GigRecord): Omit<GigVersionRecord, '_id'>[] {
  if (!plan.was) return [];
  const { pay, included } = plan.was;
  const posting = {
    ...gig.posting,
    pay: { ...gig.posting.pay, ...pay },
    included: { ...gig.posting.included, ...included },
  };
  return [{ gigId: gig._id, version: 1, posting, at: gig.updatedAt }];
}

const DECISIONS = { returned: 'return', refused: 'refuse' } as const;

/** What was decided about a gig: by an operator, or by the rules where nothing was to be asked. Null: nothing yet. */
export function decisionRecord(
  { plan, submittedAt }: DatedGig,
  gig: GigRecord,
  operator: { accountId: Types.ObjectId; office: string },
): Omit<DecisionRecord, '_id'> | null {
  const { state } = gig;
  if (state !== 'published' && state !== 'returned' && state !== 'refused') return null;
  const atOnce = gig.publishedAt?.getTime() === submittedAt?.getTime();
  return {
    gigId: gig._id,
    decision: state === 'published' ? 'approve' : DECISIONS[state],
    by: atOnce ? 'auto' : 'operator',
    accountId: atOnce ? null : operator.accountId,
    byName: atOnce ? null : (plan.decision?.office ?? operator.office),
    at: gig.updatedAt,
    flags: gig.flags,
    reason: plan.decision?.reason ?? null,
    article: plan.decision?.article ?? null,
    gigVersion: gig.version,
    posting: gig.posting,
  };
}
