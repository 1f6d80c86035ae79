import * as z from 'zod';

/** What pay is said for. */
export const PAY_UNITS = ['hour', 'day', 'piece', 'whole', 'month'] as const;
export const zPayUnit = z.enum(PAY_UNITS);
export type PayUnit = z.infer<typeof zPayUnit>;
