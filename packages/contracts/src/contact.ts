import * as z from 'zod';
import { zGigNumber } from './gig.ts';
import { zCallee } from './people.ts';
import { zId, zInstant, zPageCursor } from './scalars.ts';

/** Whose number was shown. */
export const CONTACT_SIDES = ['employer', 'person'] as const;
export const zContactSide = z.enum(CONTACT_SIDES);
export type ContactSide = z.infer<typeof zContactSide>;

/**
 * The other side of a confirmed booking, as it is shown to who asked for it. `phone`: their own, in E.164; null: they have
 * none. `callees`: whom to call for a person beside it, or instead.
 */
export const zShownContact = z
  .object({ name: z.string(), phone: z.string().nullable(), callees: z.array(zCallee) })
  .meta({ id: 'ShownContact' });
export type ShownContact = z.infer<typeof zShownContact>;

const shown = {
  id: zId,
  whose: zContactSide,
  at: zInstant,
  gig: z.object({ id: zId, number: zGigNumber, title: z.string() }),
};

/** One showing of the viewer's own number, or of an employer's that they belong to. No number is in it. */
export const zMyShowing = z
  .object({
    ...shown,
    /** Whose it was: the viewer's own name, or their employer's. */
    of: z.string(),
    /** Who saw it: an employer; of a person who does not come any more, the first character. */
    to: z.string(),
  })
  .meta({ id: 'MyShowing' });
/** `total`: how often in all; the latest are in `items`. */
export const zMyShowings = z.object({ items: z.array(zMyShowing), total: z.int() });
export type MyShowings = z.infer<typeof zMyShowings>;

/** One showing as the operators in charge see it: who saw whose number, for which booking. No number is in it. */
export const zShowing = z
  .object({
    ...shown,
    bookingId: zId,
    employer: z.object({ id: zId, name: z.string() }),
    person: z.object({ id: zId, name: z.string() }),
    /** How many others' numbers the same account was shown within the day up to then, with this one. */
    thatDay: z.int(),
  })
  .meta({ id: 'Showing' });
export type Showing = z.infer<typeof zShowing>;
export const zShowingsQuery = z.object({ cursor: zPageCursor.optional() });
export const zShowings = z.object({ items: z.array(zShowing), nextCursor: z.string().nullable() });
export type Showings = z.infer<typeof zShowings>;
