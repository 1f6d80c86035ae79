import * as z from 'zod';
import { plainNumber } from './digits.ts';
import { zEmployerPublic } from './employer.ts';
import { zDecision, zFlag } from './flag.ts';
import { HAZARDS, zConditions, zCrewTerms, zIncluded, zPay, zPosting, zShiftRole } from './posting.ts';
import { zId, zInstant, zPageCursor, zPoint } from './scalars.ts';

/**
 * `full` and `expired` are derived from places and time, never stored.
 * Only `published` and `full` gigs are public.
 */
export const GIG_STATES = [
  'draft',
  'in_review',
  'returned',
  'refused',
  'published',
  'full',
  'begun',
  'closed',
  'expired',
  'withdrawn',
] as const;
export const zGigState = z.enum(GIG_STATES).meta({ id: 'GigState' });
export type GigState = z.infer<typeof zGigState>;

/** The spoken number (岗位号): six digits, shown as `028-461`. */
export const zGigNumber = z.string().regex(/^\d{6}$/, '岗位号是 6 位数字');

export const zShift = z
  .object({
    id: zId,
    startsAt: zInstant.nullable(),
    endsAt: zInstant.nullable(),
    headcount: z.int().nullable(),
    /** Places left; null where the headcount is not known. */
    open: z.int().nullable(),
    /** What one comes as, and what one gets by it (null: as the gig's pay says); absent: all do the same. */
    role: zShiftRole.optional(),
  })
  .meta({ id: 'Shift' });
export type Shift = z.infer<typeof zShift>;

export const zPlace = z
  .object({
    regionId: zId,
    /** Ids from the root to `regionId`. */
    regionPath: z.array(zId),
    /** Names from the city down, without the province where it is the deployment's own. */
    regionNames: z.array(z.string()),
    landmark: z.string(),
    point: zPoint.nullable(),
    altitudeM: z.int().nullable(),
    /** `altitudeM` is an estimate: say 约. */
    altitudeAbout: z.boolean().optional(),
  })
  .meta({ id: 'Place' });

/**
 * Who hears of a booking: the employer's account; its phone, by text message; or nobody here. Then nothing can be
 * taken, and one asks the sender of the posting.
 */
export const zReach = z.enum(['account', 'phone', 'sender']).meta({ id: 'Reach' });
export type Reach = z.infer<typeof zReach>;

/** A gig as a ticket: what the feed shows and what is pushed live. No names of people, no phone numbers. */
export const zGigCard = z
  .object({
    id: zId,
    number: zGigNumber,
    /** Counts the published versions; places going up and down do not change it. */
    version: z.int(),
    state: zGigState,
    tradeId: z.string(),
    title: z.string(),
    /** With roles of different pay from the lowest to the highest. */
    pay: zPay,
    /** Estimated full-day pay in fen, of several roles the highest, for sorting and comparing; null where it can't be told. */
    dayPayFen: z.int().nullable(),
    shifts: z.array(zShift),
    together: z.boolean(),
    /** Places left over all shifts (with `together`: in the fullest shift of each role); null: not known. */
    open: z.int().nullable(),
    headcount: z.int().nullable(),
    place: zPlace,
    included: zIncluded,
    bookingMode: z.enum(['instant', 'choose']),
    employer: zEmployerPublic,
    publishedAt: zInstant,
    validUntil: zInstant,
    /** Name of the source of a forwarded posting. */
    sourceName: z.string().nullable(),
    reach: zReach,
  })
  .meta({ id: 'GigCard' });
export type GigCard = z.infer<typeof zGigCard>;

/** The whole public page of a gig. */
export const zGigDetail = zGigCard
  .extend({
    description: z.string(),
    /** Name of the province of the workplace; null: not known. */
    province: z.string().nullable(),
    hoursText: z.string(),
    hazards: z.array(z.enum(HAZARDS)),
    loadKg: z.number().nullable(),
    conditions: zConditions,
    /** Whether people may come as a crew; absent: singly. */
    crews: zCrewTerms.optional(),
    /** Who forwarded it, and how to ask them. */
    source: z
      .object({
        name: z.string(),
        url: z.url().nullable(),
        /** The sender's phone or address, as the import gave it; empty: it gave none. */
        contact: z.string(),
        /** The office that brought it in; null: not known. */
        office: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'GigDetail' });
export type GigDetail = z.infer<typeof zGigDetail>;

/** A gig as its employer and its operators see it: the posting as it was typed, its state and its history. */
export const zManagedGig = z
  .object({
    id: zId,
    number: zGigNumber,
    employerId: zId,
    employerName: z.string(),
    state: zGigState,
    /** Counts each saved change; sent back with a change so that two editors don't overwrite each other. */
    revision: z.int(),
    version: z.int(),
    posting: zPosting,
    shifts: z.array(zShift),
    regionNames: z.array(z.string()),
    flags: z.array(zFlag),
    decisions: z.array(zDecision),
    /** Waiting for a decision since then; null when not in review. */
    submittedAt: zInstant.nullable(),
    /** When an operator should have decided. */
    dueAt: zInstant.nullable(),
    publishedAt: zInstant.nullable(),
    updatedAt: zInstant,
    /** Counts of bookings by state. */
    bookings: z.object({ requested: z.int(), confirmed: z.int() }),
  })
  .meta({ id: 'ManagedGig' });
export type ManagedGig = z.infer<typeof zManagedGig>;

export const zNewGig = z
  .object({ employerId: zId, posting: zPosting.default(zPosting.parse({})) })
  .meta({ id: 'NewGig' });
/** A changed posting, and the revision that it was made from. */
export const zGigChange = z.object({ revision: z.int(), posting: zPosting }).meta({ id: 'GigChange' });
export const zRevision = z.object({ revision: z.int() }).meta({ id: 'Revision' });
export const zManagedGigs = z.object({ items: z.array(zManagedGig), nextCursor: z.string().nullable() });
export const zManagedGigsQuery = z.object({
  state: zGigState.optional(),
  cursor: zPageCursor.optional(),
});

/** What the rules say of a posting that is not saved. */
export const zPostingCheck = z.object({ flags: z.array(zFlag) }).meta({ id: 'PostingCheck' });
/** A gig by its id or by its number, with or without the dash. */
export const zGigKey = z
  .string()
  .overwrite(plainNumber)
  .regex(/^(\d{3}-?\d{3}|[0-9a-f]{24})$/, '岗位号是 6 位数字');
export type ManagedGigs = z.infer<typeof zManagedGigs>;
