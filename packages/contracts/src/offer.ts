import * as z from 'zod';

/** Everything that people decide by, in the order in which it is said. */
export const OFFER_FIELDS = [
  'pay',
  'pay_text',
  'settlement',
  'method',
  'trade',
  'title',
  'shift',
  'role',
  'hours',
  'together',
  'place',
  'altitude',
  'meals',
  'lodging',
  'transport',
  'tools',
  'load',
  'hazards',
  'age',
  'sex',
  'conditions',
  'description',
  'booking_mode',
  'crews',
] as const;
export type OfferField = (typeof OFFER_FIELDS)[number];

/** One difference between what was shown or agreed and what is so now, in words: `工钱 ¥180/天 → ¥160/天`. */
export const zOfferChange = z
  .object({
    field: z.enum(OFFER_FIELDS),
    /** With `shift` and `role`: which shift. */
    shiftId: z.string().nullable(),
    /** What it is about, `工钱`; empty where before and after say it themselves (`管住`, `不管住`). */
    label: z.string(),
    before: z.string(),
    after: z.string(),
  })
  .meta({ id: 'OfferChange' });
export type OfferChange = z.infer<typeof zOfferChange>;
