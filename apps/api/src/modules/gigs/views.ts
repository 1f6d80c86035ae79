import type { EventPayload } from '@linggong/contracts/events.ts';
import type { Decision } from '@linggong/contracts/flag.ts';
import type { GigCard, GigDetail, ManagedGig, Shift } from '@linggong/contracts/gig.ts';
import type { Pay, ShiftRole } from '@linggong/contracts/posting.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { heightAt } from '@linggong/rules/height.ts';
import { headcount, placesToTake } from '@linggong/rules/open-places.ts';
import { amountsOf, payOver } from '@linggong/rules/roles.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import { type EmployerRecord, employerPublic, reachOfEmployer } from '../employers/public.ts';
import { placeNames, type RegionRecord } from '../regions/public.ts';
import type { DecisionRecord, GigRead, GigRecord, ShiftRecord } from './model.ts';

const iso = (date: Date | null) => date?.toISOString() ?? null;

const toShift = ({ _id, startsAt, endsAt, headcount: people, open, role }: ShiftRecord, pay: Pay): Shift => ({
  id: _id.toString(),
  startsAt: iso(startsAt),
  endsAt: iso(endsAt),
  headcount: people,
  open,
  ...(role && { role: { name: withoutPhones(role.name), amountFen: oneAmount(pay, role) } }),
});

/** What a role gets, where that is one amount. */
function oneAmount(pay: Pay, role: ShiftRole): number | null {
  const { amountFen, amountMaxFen } = amountsOf(pay, { role });
  return amountMaxFen === null || amountMaxFen === amountFen ? amountFen : null;
}

/** Places left in the shifts that have not ended; null: not known. */
export const openOf = (gig: Pick<GigRecord, 'shifts' | 'together'>, now: Date) =>
  placesToTake(gig.shifts, gig.together, now);

/** What a card says of the gig itself; it stays so until the gig changes, or a shift of it begins or ends. */
export function gigOnCard(
  gig: GigRead,
  region: RegionRecord | null,
  now: Date,
): Omit<GigCard, 'employer' | 'reach'> {
  const { posting } = gig;
  return {
    id: gig._id.toString(),
    number: gig.number,
    version: gig.version,
    state: gigState(gig, now),
    tradeId: posting.tradeId ?? '',
    title: withoutPhones(posting.title),
    pay: { ...payOver(posting.pay, gig.shifts), text: withoutPhones(posting.pay.text) },
    dayPayFen: gig.dayPayFen,
    shifts: gig.shifts.map((shift) => toShift(shift, gig.posting.pay)),
    together: gig.together,
    open: openOf(gig, now),
    headcount: headcount(gig.shifts, gig.together),
    place: {
      regionId: String(gig.regionPath.at(-1) ?? posting.workplace.regionId),
      regionPath: gig.regionPath.map(String),
      regionNames: region ? placeNames(region) : [],
      landmark: withoutPhones(posting.workplace.landmark),
      point: posting.workplace.point,
      ...heightAt(posting.workplace.altitudeM, region),
    },
    included: posting.included,
    bookingMode: posting.bookingMode,
    publishedAt: (gig.publishedAt ?? gig.updatedAt).toISOString(),
    validUntil: (gig.validUntil ?? gig.updatedAt).toISOString(),
    sourceName: gig.source?.name ?? null,
  };
}

/** The rest of a card. */
export const employerOnCard = (
  employer: EmployerRecord,
  { bookingMode }: Pick<GigCard, 'bookingMode'>,
  now: Date,
): Pick<GigCard, 'employer' | 'reach'> => ({
  employer: employerPublic(employer, now),
  reach: reachOfEmployer(employer, bookingMode),
});

/**
 * A gig as a ticket, for everybody: no person's name, a household unnamed, phone numbers in its words left out.
 * Meant for gigs that were published once; `region` is that of the workplace.
 */
export const toCard = (
  gig: GigRead,
  employer: EmployerRecord,
  region: RegionRecord | null,
  now: Date,
): GigCard => ({ ...gigOnCard(gig, region, now), ...employerOnCard(employer, gig.posting, now) });

/** Who sent a forwarded posting, beside its name and link. */
export type Sender = Pick<NonNullable<GigDetail['source']>, 'contact' | 'office'>;

/** The whole public page of a gig; `sender` of a forwarded one. */
export function toDetail(
  gig: GigRead,
  employer: EmployerRecord,
  region: RegionRecord | null,
  sender: Sender,
  now: Date,
): GigDetail {
  const { posting } = gig;
  return {
    ...toCard(gig, employer, region, now),
    description: withoutPhones(posting.description),
    province: region?.pathNames[0] ?? null,
    hoursText: withoutPhones(posting.hoursText),
    hazards: posting.hazards,
    loadKg: posting.loadKg,
    conditions: { ...posting.conditions, text: withoutPhones(posting.conditions.text) },
    ...(posting.crews?.accepts ? { crews: posting.crews } : {}),
    source: gig.source && { name: gig.source.name, url: posting.source?.url ?? null, ...sender },
  };
}

const toDecision = (record: Omit<DecisionRecord, 'posting'>): Decision => ({
  id: record._id.toString(),
  decision: record.decision,
  by: record.by,
  byName: record.byName,
  at: record.at.toISOString(),
  flags: record.flags,
  reason: record.reason,
  article: record.article,
  gigVersion: record.gigVersion,
});

/** A gig as its employer and its operators see it. */
export function toManaged(
  gig: GigRecord,
  more: {
    employer: EmployerRecord;
    region: RegionRecord | null;
    decisions: readonly Omit<DecisionRecord, 'posting'>[];
    bookings: ManagedGig['bookings'];
  },
  now: Date,
): ManagedGig {
  return {
    id: gig._id.toString(),
    number: gig.number,
    employerId: gig.employerId.toString(),
    employerName: more.employer.name,
    state: gigState(gig, now),
    revision: gig.revision,
    version: gig.version,
    posting: gig.posting,
    shifts: gig.shifts.map((shift) => toShift(shift, gig.posting.pay)),
    regionNames: more.region ? placeNames(more.region) : [],
    flags: gig.flags,
    decisions: more.decisions.map(toDecision),
    submittedAt: iso(gig.submittedAt),
    dueAt: iso(gig.dueAt),
    publishedAt: iso(gig.publishedAt),
    updatedAt: gig.updatedAt.toISOString(),
    bookings: more.bookings,
  };
}

/** Places as they are told live. */
export const placesPayload = (gig: GigRead, now: Date): EventPayload<'gig.places.v1'> => ({
  gigId: gig._id.toString(),
  number: gig.number,
  open: openOf(gig, now),
  state: gigState(gig, now),
  shifts: gig.shifts.map(({ _id, open }) => ({ id: _id.toString(), open })),
});
