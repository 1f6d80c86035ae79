import * as z from 'zod';
import { zId, zInstant, zText } from './scalars.ts';

/**
 * What about people who act for others the county is told of. Nothing is held up by it. `takes`: many gigs taken for
 * others on one day; `share`: most of one proxy's people are at one employer; `phone`: one phone on many records.
 */
export const ALARM_KINDS = ['takes', 'share', 'phone'] as const;
export const zAlarmKind = z.enum(ALARM_KINDS);
export type AlarmKind = z.infer<typeof zAlarmKind>;

export const zAlarm = z
  .object({
    id: zId,
    kind: zAlarmKind,
    /** Who acts. */
    proxy: z.object({ id: zId, name: z.string(), phoneMasked: z.string() }),
    /** Gigs of the day, people at the employer, or records with the phone. */
    count: z.int(),
    /** Of how many people, where it is a share; else the limit that it reached. */
    of: z.int(),
    /** Where most of them are; empty where it is no share. */
    employerName: z.string(),
    /** Whom it is about. */
    people: z.array(z.object({ id: zId, name: z.string() })),
    at: zInstant,
    /** Who looked at it, and what they found. */
    aside: z.object({ office: z.string(), remark: z.string(), at: zInstant }).nullable(),
  })
  .meta({ id: 'Alarm' });
export type Alarm = z.infer<typeof zAlarm>;
/** Those that nobody set aside first, the latest first; then those set aside. */
export const zAlarms = z.object({ items: z.array(zAlarm) });
export type Alarms = z.infer<typeof zAlarms>;
export const zAlarmAside = z
  .object({ remark: zText(300).min(1, '写一下看的结果') })
  .meta({ id: 'AlarmAside' });
