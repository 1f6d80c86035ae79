import * as z from 'zod';
import { zBookingState, zGrantEnds, zShiftsOrAll } from './booking.ts';
import { zGigNumber, zShift } from './gig.ts';
import { CREW_MAX, CREW_NAME_MAX, PICK_UP_MAX, SHIFTS_MAX } from './limits.ts';
import { zId, zInstant, zLine, zName } from './scalars.ts';

/**
 * What is done for several of a crew at once. By its leader: `booked` at once, `asked` where the employer chooses, `left`,
 * `replaced`, `added`; by the employer: `accepted`, `declined`, and `given_up` of a crew that became too few.
 */
export const CREW_ACTS = [
  'booked',
  'asked',
  'left',
  'replaced',
  'added',
  'accepted',
  'declined',
  'given_up',
] as const;
export type CrewAct = (typeof CREW_ACTS)[number];

/** How somebody agreed to be of a crew: by their own tap, or their leader may book for them by a grant. */
export const CREW_CONSENTS = ['own', 'proxy'] as const;
export const zCrewConsent = z.enum(CREW_CONSENTS);

export const zPickUp = z
  .object({
    /** Where the crew is picked up, as one says it. */
    text: zLine(PICK_UP_MAX).default(''),
    regionId: zId.nullable().default(null),
  })
  .meta({ id: 'PickUp' });

export const zCrewMember = z
  .object({ personId: zId, name: z.string(), consent: zCrewConsent, joinedAt: zInstant })
  .meta({ id: 'CrewMember' });

/** A crew as its leader sees it. */
export const zCrew = z
  .object({
    id: zId,
    name: z.string(),
    /** Who opens the link with it can join. */
    code: z.string(),
    pickUp: zPickUp,
    members: z.array(zCrewMember),
    revision: z.int(),
  })
  .meta({ id: 'Crew' });
export type Crew = z.infer<typeof zCrew>;

export const zCrewInput = z
  .object({
    name: zName(1, CREW_NAME_MAX, '写上班组叫什么'),
    pickUp: zPickUp.default(zPickUp.parse({})),
  })
  .meta({ id: 'CrewInput' });

/** A crew as one who is of it, or is asked to join, sees it. */
export const zCrewOfMine = z
  .object({ id: zId, name: z.string(), leaderName: z.string(), members: z.int(), joined: z.boolean() })
  .meta({ id: 'CrewOfMine' });
export type CrewOfMine = z.infer<typeof zCrewOfMine>;

const zWho = z.object({
  personId: zId,
  /** Which shifts, and so as what; none: where there is no choice. */
  shiftIds: z.array(zId).max(SHIFTS_MAX).default([]),
});
/** Who of a crew takes which shifts. Exactly these come, or nobody. */
export const zNewCrewBooking = z
  .object({
    /** The gig's version that was shown. */
    version: z.int().min(1),
    members: z.array(zWho).min(1, '选上谁去').max(CREW_MAX),
  })
  .meta({ id: 'NewCrewBooking' });
export type NewCrewBooking = z.infer<typeof zNewCrewBooking>;
/** `shiftIds`: on which days; null: all that have not begun. */
export const zCrewReplacement = z
  .object({ outId: zId, inId: zId, shiftIds: zShiftsOrAll })
  .meta({ id: 'CrewReplacement' });
/** `shiftIds`: always said, also where there is no choice: places are taken for each. */
export const zCrewAddition = z
  .object({ personId: zId, shiftIds: z.array(zId).min(1, '选上哪几天去').max(SHIFTS_MAX) })
  .meta({ id: 'CrewAddition' });
/** The revision that the employer has seen; `bookingIds`: only these, the others are declined. */
export const zCrewAcceptance = z
  .object({ revision: z.int().min(0), bookingIds: z.array(zId).max(CREW_MAX).optional() })
  .meta({ id: 'CrewAcceptance' });

/** A crew's booking. Members' names in full for their leader; for the employer once they are confirmed. */
export const zCrewBooking = z
  .object({
    id: zId,
    crewId: zId,
    crewName: z.string(),
    gigId: zId,
    number: zGigNumber,
    /** What the work is called, as it was agreed to. */
    title: z.string(),
    /** When the first of its shifts begins; null: by arrangement. */
    startsAt: zInstant.nullable(),
    /** Of those who are of it now: `requested`, `confirmed`; with nobody left how it ended. */
    state: zBookingState,
    /** How many come or wait for an answer, and how many at least the posting asks for; null: it does not say. */
    people: z.int(),
    atLeast: z.int().nullable(),
    /** Too few come on a day: until then the leader can bring others, for the first of such days; null: enough. */
    shortUntil: zInstant.nullable(),
    /** The days to come on which some of it come, in order of time. */
    days: z.array(
      z.object({
        /** Null: told in words. */
        startsAt: zInstant.nullable(),
        shiftIds: z.array(zId),
        /** Heads. */
        people: z.int(),
        /** Too few come on this day: until then the leader can bring others; null: enough. */
        shortUntil: zInstant.nullable(),
        /** Until then the leader can change who comes on this day; null: no time is told. */
        changesUntil: zInstant.nullable(),
      }),
    ),
    /** Until then the leader can change who comes on the first of these days. */
    changesUntil: zInstant.nullable(),
    pickUp: z.string(),
    /** Its days are taken, and given back, as a whole. */
    together: z.boolean(),
    revision: z.int(),
    /** The shifts that some of it have or had, and what one comes as in each. */
    shifts: z.array(zShift.pick({ id: true, startsAt: true, endsAt: true, role: true })),
    members: z.array(
      z.object({
        bookingId: zId,
        personId: zId,
        name: z.string(),
        shiftIds: z.array(zId),
        state: zBookingState,
        /** They have yet to agree to what was changed since. */
        asksAgain: z.boolean(),
        /** To the leader, who took it by a grant; null: it reaches all days, or there is none. */
        grantEnds: zGrantEnds.nullable(),
      }),
    ),
  })
  .meta({ id: 'CrewBooking' });
export type CrewBooking = z.infer<typeof zCrewBooking>;

/** A crew's booking after it was given back; `stays`: whom the leader may not take off the work, who go on singly. */
export const zCrewWithdrawn = zCrewBooking
  .extend({ stays: z.array(z.object({ personId: zId, name: z.string() })) })
  .meta({ id: 'CrewWithdrawn' });
export type CrewWithdrawn = z.infer<typeof zCrewWithdrawn>;
