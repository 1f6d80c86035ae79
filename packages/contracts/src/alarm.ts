import * as z from 'zod';
import { zId, zInstant, zPageCursor, zText } from './scalars.ts';

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
    /** Who acts; null: nobody does, as far as is known. */
    proxy: z
      .object({ id: zId, name: z.string(), phoneMasked: z.string(), inRegister: z.boolean() })
      .nullable(),
    /** Gigs of the day, people at the employer, or records with the phone. */
    count: z.int(),
    /** Of how many people, where it is a share; else the limit that it reached. */
    of: z.int(),
    /** Where most of them are; null where it is no share. */
    employer: z.object({ id: zId.nullable(), name: z.string() }).nullable(),
    /** Whom of the reader's own regions it is about, by what tells people of one name apart. `inRegister`: there is a record to open. */
    people: z.array(z.object({ id: zId, label: z.string(), inRegister: z.boolean() })),
    /** How many more of the county there were, who are not named. */
    more: z.int(),
    /** How many the reader is not in charge of: of other counties, or of no known home. */
    elsewhere: z.int(),
    at: zInstant,
    /** Who looked at it, and what they found. */
    aside: z.object({ office: z.string(), remark: z.string(), at: zInstant }).nullable(),
  })
  .meta({ id: 'Alarm' });
export type Alarm = z.infer<typeof zAlarm>;
export const zAlarmsQuery = z.object({
  which: z.enum(['open', 'aside']).default('open'),
  cursor: zPageCursor.optional(),
});
/** The latest first. `open`: how many nobody has set aside in all. */
export const zAlarms = z.object({
  items: z.array(zAlarm),
  open: z.int(),
  /** How many people hold work on days on which nobody acts for them, and no desk has asked. */
  unattended: z.int(),
  nextCursor: z.string().nullable(),
});
export type Alarms = z.infer<typeof zAlarms>;
export const zAlarmAside = z
  .object({ remark: zText(300).min(1, '写一下看的结果') })
  .meta({ id: 'AlarmAside' });
