import { CREW_CONSENTS } from '@linggong/contracts/crew.ts';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../../platform/database.ts';
import { schemaOf, zObjectId } from '../../platform/document-schema.ts';

const pickUp = z.strictObject({ text: z.string().default(''), regionId: zObjectId.nullable() });

/** Named people who take work together, and who leads them. */
const crew = z.strictObject({
  _id: zObjectId,
  leaderId: zObjectId,
  name: z.string(),
  /** Goes with the link by which people join. */
  code: z.string(),
  pickUp,
  members: z
    .array(
      z.strictObject({
        personId: zObjectId,
        /** Their own tap, or that their leader holds a grant to book for them, asked each time. */
        consent: z.enum(CREW_CONSENTS),
        joinedAt: z.date(),
      }),
    )
    .default([]),
  /** Counts each change. */
  revision: z.number().default(0),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type CrewRecord = z.output<typeof crew>;

/** What a crew has booked of a gig; who of it comes is in the bookings that name it. */
const crewBooking = z.strictObject({
  _id: zObjectId,
  crewId: zObjectId,
  leaderId: zObjectId,
  gigId: zObjectId,
  employerId: zObjectId,
  crewName: z.string(),
  pickUp: z.string().default(''),
  /** How many at least are to come, as the posting said when it was booked; null: it said nothing. */
  atLeast: z.number().nullable(),
  /** How many come, or wait for an answer; 0: it is over. */
  people: z.number(),
  active: z.boolean(),
  /** The local days, null without a time, on which too few come: until then the leader can bring others. */
  shortDays: z.array(z.strictObject({ day: z.string().nullable(), until: z.date() })).default([]),
  revision: z.number().default(0),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type CrewBookingRecord = z.output<typeof crewBooking>;

/** That a leader wants to be told when so many places are free; it holds none. */
const wait = z.strictObject({
  _id: zObjectId,
  crewId: zObjectId,
  leaderId: zObjectId,
  gigId: zObjectId,
  shiftIds: z.array(zObjectId).default([]),
  people: z.number(),
  createdAt: z.date(),
});
export type CrewWaitRecord = z.output<typeof wait>;

const crewSchema = schemaOf(crew);
crewSchema.index({ leaderId: 1, createdAt: 1 });
crewSchema.index({ 'members.personId': 1 });
crewSchema.index({ code: 1 }, { unique: true });

const crewBookingSchema = schemaOf(crewBooking);
crewBookingSchema.index({ gigId: 1, crewId: 1 }, { unique: true, partialFilterExpression: { active: true } });
crewBookingSchema.index({ leaderId: 1, createdAt: -1 });
crewBookingSchema.index({ gigId: 1, active: 1 });

const waitSchema = schemaOf(wait);
waitSchema.index({ gigId: 1, crewId: 1 }, { unique: true });
waitSchema.index({ leaderId: 1 });

export const crewModels = (connection: Connection) => ({
  crews: modelOn(connection, 'Crew', crewSchema, 'crews'),
  crewBookings: modelOn(connection, 'CrewBooking', crewBookingSchema, 'crew_bookings'),
  crewWaits: modelOn(connection, 'CrewWait', waitSchema, 'crew_waits'),
});
