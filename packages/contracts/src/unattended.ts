import * as z from 'zod';
import { zAsked, zMyBooking } from './booking.ts';
import { zCallee } from './people.ts';
import { zGrant } from './proxy.ts';
import { zId, zInstant, zText } from './scalars.ts';

/** Whom a desk asked who stands in for somebody, and when. */
const zStoodIn = zAsked.extend({ office: z.string(), at: zInstant });

/**
 * Somebody without an account who holds or waits for work on days on which nobody may act for them, for the desks in
 * charge. Numbers stand in their record, where looks are noted.
 */
export const zUnattendedPerson = z
  .object({
    person: z.object({ id: zId, label: z.string(), name: z.string(), regionNames: z.array(z.string()) }),
    hasPhone: z.boolean(),
    /** Whom to call for them. */
    callees: z.array(zCallee.omit({ phone: true })),
    /** The last by which somebody acted for them; null: it isn't known any more. */
    lastGrant: zGrant.nullable(),
    bookings: z.array(
      z.object({
        booking: zMyBooking,
        /** When the days begin on which nobody acts; null: told in words. */
        days: z.array(zInstant.nullable()),
        /** Null: no desk has asked, or what was agreed to has changed since. */
        stoodIn: zStoodIn.nullable(),
      }),
    ),
  })
  .meta({ id: 'UnattendedPerson' });
export type UnattendedPerson = z.infer<typeof zUnattendedPerson>;

/** Whoever waits for the desk first, then by the first of their days. `people`, `waiting`: how many in all. */
export const zUnattended = z
  .object({ items: z.array(zUnattendedPerson), people: z.int(), waiting: z.int() })
  .meta({ id: 'Unattended' });
export type Unattended = z.infer<typeof zUnattended>;

export const zStepBackByDesk = z
  .object({ reason: zText(200).min(1, '写一下为什么退') })
  .meta({ id: 'StepBackByDesk' });
export const zConfirmByDesk = z
  .object({ version: z.int().min(1), asked: zAsked })
  .meta({ id: 'ConfirmByDesk' });
