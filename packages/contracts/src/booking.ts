import * as z from 'zod';
import { zGigCard, zGigNumber } from './gig.ts';
import { PERSON_NAME_MAX, SHIFTS_MAX } from './limits.ts';
import { zOfferChange } from './offer.ts';
import { zBusyTime, zCallee } from './people.ts';
import { zGrant, zProxyRelation } from './proxy.ts';
import { zId, zInstant, zName } from './scalars.ts';

/** `lapsed`: a request whose work began before anybody answered it. */
export const BOOKING_STATES = [
  'requested',
  'confirmed',
  'declined',
  'withdrawn',
  'cancelled',
  'lapsed',
] as const;
export const zBookingState = z.enum(BOOKING_STATES).meta({ id: 'BookingState' });
export type BookingState = z.infer<typeof zBookingState>;

/** Why a person can't take a gig. One rule gives the answer; interface and API both use it. */
export const TAKE_REFUSALS = [
  'not_public',
  'ended',
  'started',
  'full',
  'already_taken',
  'overlaps',
  'under_16',
  'under_18_forbidden',
  'age_unknown',
  /** Only an estimate is known, by which it might not be allowed. */
  'age_unsure',
  'outside_age',
  'own_gig',
  /** Who would book it for them by a grant is of the employer. */
  'proxy_is_employer',
  /** Forwarded, and nobody on the other side would hear of it. */
  'no_counterpart',
  'no_name',
  'pick_shift',
  /** The whole work goes to one crew. */
  'crew_only',
  /** Two of the chosen shifts are at the same time. */
  'same_time',
] as const;
export const zTakeRefusal = z.enum(TAKE_REFUSALS).meta({ id: 'TakeRefusal' });
export type TakeRefusal = z.infer<typeof zTakeRefusal>;

/** Shift ids can be left out where the gig has one shift, or where its shifts are taken together. */
export const zNewBooking = z
  .object({
    /** The gig's version that was shown: what is taken is what it said. */
    version: z.int('先看清楚是哪一版').min(1),
    shiftIds: z.array(zId).max(SHIFTS_MAX).default([]),
    /** Whom it is for, who lets the viewer take work for them; null: for themselves. */
    personId: zId.nullable().default(null),
  })
  .meta({ id: 'NewBooking' });

export const PEOPLE_AT_ONCE = 30;
/** One gig for several people, each by the rule and by the grant of each. */
export const zNewBookings = z
  .object({
    version: z.int('先看清楚是哪一版').min(1),
    shiftIds: z.array(zId).max(SHIFTS_MAX).default([]),
    personIds: z.array(zId).min(1, '勾一下给谁报').max(PEOPLE_AT_ONCE, `一次最多报 ${PEOPLE_AT_ONCE} 个人`),
  })
  .meta({ id: 'NewBookings' });

/** Named shifts in a query, with commas between. */
export const zShiftsQuery = z.object({
  shifts: z
    .string()
    .max(900)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(zId))
    .optional(),
});

/** Named shifts, at least one; null or left out: all that have not begun. An empty list is refused: it never means all. */
export const zShiftsOrAll = z
  .array(zId)
  .min(1, '勾一下哪几天；全部都是的话，不写 shiftIds')
  .max(SHIFTS_MAX)
  .nullable()
  .default(null);

/** As `zShiftsOrAll`, in a query with commas between. */
export const zShiftsOrAllQuery = z.object({
  shifts: z
    .string()
    .max(900)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(zId).min(1, '写上哪几天；全部都是的话，不写 shifts'))
    .optional(),
});

/** Which shifts are given back; null: all that have not begun. */
export const zStepBack = z.object({ shiftIds: zShiftsOrAll }).meta({ id: 'StepBack' });
/** The gig's version whose terms one agrees to. */
export const ASKED_HOW = ['in_person', 'phone', 'family'] as const;
/** Whom somebody asked who agrees for another, and how: met, by phone, or one of the family. */
export const zAsked = z.object({
  whom: zName(1, PERSON_NAME_MAX, '写一下问的是谁'),
  how: z.enum(ASKED_HOW),
});
/** `asked`: with what is agreed to for somebody else. */
export const zAgreement = z
  .object({ version: z.int().min(1), asked: zAsked.nullable().default(null) })
  .meta({ id: 'Agreement' });
/** The revision of the booking that the employer has seen. */
export const zAcceptance = z.object({ revision: z.int().min(0) }).meta({ id: 'Acceptance' });

/**
 * How a shift left a booking; `cancelled`: by the employer; `taken_down`: operators took the gig down; `barred`: the
 * work was changed to one that the law keeps this person from.
 */
export const SHIFT_ENDS = ['withdrawn', 'cancelled', 'declined', 'lapsed', 'barred', 'taken_down'] as const;
/**
 * A shift that the booking no longer holds. Those that it holds, or held when they began, are its `shiftIds`; none is
 * both.
 */
export const zEndedShift = z
  .object({
    shiftId: zId,
    startsAt: zInstant.nullable(),
    endsAt: zInstant.nullable(),
    how: z.enum(SHIFT_ENDS),
    at: zInstant,
  })
  .meta({ id: 'EndedShift' });
export type EndedShift = z.infer<typeof zEndedShift>;

/** Two of a person's bookings at the same time, since a gig's time was changed. Either can be given back. */
export const zClash = z
  .object({
    bookingId: zId,
    number: zGigNumber,
    title: z.string(),
    place: z.string(),
    /** The shift of this booking, and the one of the other, that meet. */
    shiftId: zId,
    otherShiftId: zId,
    startsAt: zInstant,
    endsAt: zInstant,
  })
  .meta({ id: 'Clash' });
export type Clash = z.infer<typeof zClash>;

/**
 * That by which it was taken, or would be, ends before some of the days: what is to be done from then on is done by the
 * person or a desk. `until`: where the day after its last begins; `day`: when the first begins that it does not reach.
 */
export const zGrantEnds = z.object({ until: zInstant, day: zInstant }).meta({ id: 'GrantEnds' });
export type GrantEnds = z.infer<typeof zGrantEnds>;

/** A booking as the worker sees it. */
export const zMyBooking = z
  .object({
    id: zId,
    /** Counts each change of the booking. */
    revision: z.int(),
    /** The ticket as it was agreed, with its places and its state as they are now. */
    gig: zGigCard,
    shiftIds: z.array(zId),
    ended: z.array(zEndedShift),
    state: zBookingState,
    /**
     * Whom to call, once both sides are bound; null: nobody, or no longer. `phone` is null until it was asked for by
     * `POST /bookings/{id}/contact`, and so is the name of a household.
     */
    contact: z.object({ name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
    /** What is no longer as it was agreed: to be agreed to (`/agree` with `currentVersion`), or given back. */
    changes: z.array(zOfferChange),
    /** Whether there are changes, or an operator looks at the gig at the moment. */
    changed: z.boolean(),
    /** An operator looks at the changes; only then can they be agreed to. */
    inReview: z.boolean(),
    /** The version that is public now. */
    currentVersion: z.int(),
    clashes: z.array(zClash),
    /** As a part of which crew's booking one comes; absent: singly. */
    crewBookingId: zId.optional(),
    /**
     * That operators took the gig down and ended what had not begun, under which rule if they named one; null: they
     * did not.
     */
    takenDown: z.object({ article: z.string().nullable() }).nullable(),
    /** Who took it for the person, by whose grant; null: they did themselves. */
    by: z.object({ name: z.string(), relation: zProxyRelation }).nullable(),
    /** Whom who agreed last for the person asked, and how; null: they agreed themselves. */
    asked: zAsked.extend({ at: zInstant }).nullable(),
    /** Null: nobody took it for the person, it reaches all days, or somebody ended it. */
    grantEnds: zGrantEnds.nullable(),
    createdAt: zInstant,
    updatedAt: zInstant,
  })
  .meta({ id: 'MyBooking' });
export type MyBooking = z.infer<typeof zMyBooking>;
export const zMyBookings = z.object({ items: z.array(zMyBooking) });

/** A booking as the employer sees it. Name in full only once it is confirmed. */
export const zGigBooking = z
  .object({
    id: zId,
    gigId: zId,
    /** Counts each change of the booking; accepting names the one that was seen. */
    revision: z.int(),
    shiftIds: z.array(zId),
    ended: z.array(zEndedShift),
    state: zBookingState,
    /** As a part of which crew's booking they come; absent: singly. */
    crewBookingId: zId.optional(),
    /** The person has yet to agree to what was changed since. */
    asksAgain: z.boolean(),
    /** Shifts at whose time the person has other work by now. */
    clashingShiftIds: z.array(zId),
    person: z.object({
      id: zId,
      name: z.string(),
      /** The name under which they were confirmed, where they have another since; null also once it is over. */
      formerName: z.string().nullable(),
      age: z.int().nullable(),
      /** It is by what was told: a day of birth is not known. */
      ageEstimated: z.boolean(),
      regionNames: z.array(z.string()),
      /** There is a number to ask for by `POST /bookings/{id}/contact`, or it was. */
      reachable: z.boolean(),
      /** Their own. Null until it was asked for, and where they have none. */
      phone: z.string().nullable(),
      /** Whom to call for them; none until it was asked for. */
      callees: z.array(zCallee),
    }),
    createdAt: zInstant,
    updatedAt: zInstant,
  })
  .meta({ id: 'GigBooking' });
export type GigBooking = z.infer<typeof zGigBooking>;
export const zGigBookings = z.object({ items: z.array(zGigBooking) });

/** Whether the signed-in person can take the gig, and why not. */
export const zTakeability = z
  .object({
    refusal: zTakeRefusal.nullable(),
    /** A sentence for the person, with what is in the way. */
    detail: z.string().nullable(),
    bookingId: zId.nullable(),
    bookingState: zBookingState.nullable(),
  })
  .meta({ id: 'Takeability' });
export type Takeability = z.infer<typeof zTakeability>;
export type MyBookings = z.infer<typeof zMyBookings>;

const acted = { id: zId, name: z.string(), regionNames: z.array(z.string()), hasAccount: z.boolean() };
/** What came of it for each, in the order of the request. `detail`: a sentence on why not. */
export const zBookedFor = z
  .object({
    items: z.array(
      z.object({
        person: z.object({ id: zId, name: z.string() }),
        outcome: z.enum(['confirmed', 'requested', 'refused']),
        bookingId: zId.nullable(),
        refusal: z.string().nullable(),
        detail: z.string().nullable(),
        /** Of what was taken. */
        grantEnds: zGrantEnds.nullable(),
      }),
    ),
  })
  .meta({ id: 'BookedFor' });
export type BookedFor = z.infer<typeof zBookedFor>;

/** Whom the viewer may take a gig for, and whether each can. `others`: for whom they act without taking work. */
export const zPeopleTakeability = z.object({
  others: z.array(z.object(acted)),
  items: z.array(
    z.object({
      person: z.object(acted),
      takeability: zTakeability,
      /** Of the shifts that were asked for, or all of them. */
      grantEnds: zGrantEnds.nullable(),
      /** Times of the year, as they told the register, when they are needed at home and these shifts are. Bars nothing. */
      busy: z.array(zBusyTime),
    }),
  ),
});
export type PeopleTakeability = z.infer<typeof zPeopleTakeability>;

/** For how many people the viewer acts now. */
export const zPeopleCount = z.object({ people: z.int() });

/** Somebody for whom the viewer acts now, with what they hold or wait for, as far as the grant lets one see it. */
export const zMyPeople = z.object({
  items: z.array(z.object({ person: z.object(acted), grant: zGrant, bookings: z.array(zMyBooking) })),
});
export type MyPeople = z.infer<typeof zMyPeople>;
export const zMyPersonsBookings = z.object({
  person: z.object(acted),
  grant: zGrant,
  bookings: z.array(zMyBooking),
});
export type MyPersonsBookings = z.infer<typeof zMyPersonsBookings>;
