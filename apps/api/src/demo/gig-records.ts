import { dueAt, mayPublishAtOnce, risk, verificationState } from '@linggong/rules/review.ts';
import type { Types } from 'mongoose';
import type { EmployerRecord } from '../modules/employers/model.ts';
import { termsOf } from '../modules/feed/matchable.ts';
import { flagsOf } from '../modules/gigs/check.ts';
import { columnsOf } from '../modules/gigs/columns.ts';
import type { DecisionRecord, GigRecord } from '../modules/gigs/model.ts';
import { toCard } from '../modules/gigs/views.ts';
import type { DemoBooking } from './crowd.ts';
import { demoId } from './ids.ts';
import { type DemoPlace, near } from './places.ts';
import type { DatedGig } from './schedule.ts';
import { hoursFrom } from './times.ts';

/** How long an operator took to approve, and how long before it was sent in a posting was begun. */
const DECIDED_AFTER_HOURS = 0.5;
const BEGUN_BEFORE_HOURS = 0.25;
const DRAFTED_HOURS_AGO = 5;

export interface Around {
  employer: EmployerRecord;
  /** Null while the posting does not say where. */
  place: DemoPlace | null;
  number: string;
  bookings: readonly DemoBooking[];
  now: Date;
  random: () => number;
}

/** The gig's shifts get ids of their own by which bookings name them. */
export const shiftId = (gig: DatedGig, index: number) => demoId('shift', `${gig.plan.key}:${index}`);

/** The posting as its employer would have typed it, with the pin near the place where that is known. */
function postingOf(gig: DatedGig, { place, random }: Around): GigRecord['posting'] {
  const { workplace } = gig.posting;
  return {
    ...gig.posting,
    shifts: gig.posting.shifts.map((shift, index) => ({ ...shift, id: shiftId(gig, index).toHexString() })),
    workplace: {
      ...workplace,
      regionId: place?.region._id.toHexString() ?? null,
      point: place?.point ? near(place.point, random) : null,
      altitudeM: workplace.altitudeM ?? place?.altitudeM ?? null,
    },
  };
}

function bookedPlaces(gig: DatedGig, bookings: readonly DemoBooking[]): Map<string, number> {
  const booked = new Map<string, number>();
  for (const { gig: key, state, shifts } of bookings) {
    if (key !== gig.plan.key || state !== 'confirmed') continue;
    for (const index of shifts) {
      const id = shiftId(gig, index).toHexString();
      booked.set(id, (booked.get(id) ?? 0) + 1);
    }
  }
  return booked;
}

/** A gig as it is stored, through the very functions that a posting goes through. */
export function gigRecord(gig: DatedGig, around: Around): GigRecord {
  const { employer, place, number, bookings, now } = around;
  const { submittedAt, plan } = gig;
  const region = place?.region ?? null;
  const posting = postingOf(gig, around);
  const known = new Set(posting.shifts.map((shift) => shift.id!));
  const columns = columnsOf(posting, { region, known, booked: bookedPlaces(gig, bookings) });
  const state = plan.state ?? 'published';
  const flags = flagsOf(columns.posting, { employer, region }, submittedAt ?? now);
  const riskiness = risk(flags, verificationState(employer.verification, now), posting.source !== null);
  const atOnce = submittedAt && mayPublishAtOnce(flags, employer.verification, submittedAt);
  const publishedAt =
    state === 'published' && submittedAt
      ? atOnce
        ? submittedAt
        : hoursFrom(submittedAt, DECIDED_AFTER_HOURS)
      : null;
  const decidedAt = plan.decision ? hoursFrom(now, -plan.decision.hoursAgo) : publishedAt;
  const createdAt = hoursFrom(submittedAt ?? hoursFrom(now, -DRAFTED_HOURS_AGO), -BEGUN_BEFORE_HOURS);
  const waiting = state === 'in_review' && submittedAt;
  const record: GigRecord = {
    ...columns,
    _id: demoId('gig', plan.key),
    number,
    employerId: employer._id,
    state,
    revision: 1,
    version: publishedAt ? 1 : 0,
    deskPath: place?.deskPath ?? employer.regionPath,
    flags,
    risk: riskiness,
    submittedAt: waiting ? submittedAt : null,
    dueAt: waiting ? dueAt(submittedAt, riskiness) : null,
    publishedAt,
    terms: [],
    source: posting.source && { name: posting.source.name, externalId: posting.source.externalId },
    importId: null,
    claim: null,
    createdAt,
    updatedAt: decidedAt ?? submittedAt ?? createdAt,
  };
  return { ...record, terms: publishedAt ? termsOf(toCard(record, employer, region, now)) : [] };
}

/** Who decided about a gig: an operator, or the rules where nothing was to be asked. Null: nobody yet. */
export function decisionRecord(
  gig: DatedGig,
  record: GigRecord,
  operator: { accountId: Types.ObjectId; name: string },
): Omit<DecisionRecord, '_id'> | null {
  const { state, submittedAt, decision } = { ...gig, ...gig.plan };
  if (!submittedAt || state === 'draft' || state === 'in_review') return null;
  const atOnce = record.publishedAt?.getTime() === submittedAt.getTime();
  return {
    gigId: record._id,
    decision: state === 'returned' ? 'return' : state === 'refused' ? 'refuse' : 'approve',
    by: atOnce ? 'auto' : 'operator',
    accountId: atOnce ? null : operator.accountId,
    byName: atOnce ? null : operator.name,
    at: record.updatedAt,
    flags: record.flags,
    reason: decision?.reason ?? null,
    article: decision?.article ?? null,
    gigVersion: record.version,
    posting: record.posting,
  };
}
