import * as z from 'zod';

/** An ObjectId as 24 hex digits. */
export const zId = z
  .string()
  .regex(/^[0-9a-f]{24}$/, '编号不对')
  .meta({ id: 'Id' });

/** A moment in UTC, ISO 8601, e.g. `2026-11-22T00:00:00.000Z`. Shown in the deployment's zone. */
export const zInstant = z.iso.datetime({ message: '时间不对' }).meta({ id: 'Instant' });

/** A calendar day in the deployment's zone, e.g. `2026-11-22`. */
export const zDay = z.iso.date('日期不对');

/** Money in integer fen (分); 100 fen are 1 yuan. At most 10 million yuan. */
export const zFen = z.int('金额要写到分').min(0, '金额不能小于 0').max(1_000_000_000, '金额太大了');

/** WGS 84 longitude and latitude, in that order, as GeoJSON has them. */
export const zPoint = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .meta({ id: 'Point' });

/** A free text that people typed: trimmed, at most `max` characters. */
export const zText = (max: number) => z.string().trim().max(max, `最多写 ${max} 个字`);

/** The place of an event in the log: counts up by one, never reused. */
export const zSeq = z.int().min(0);

export type Id = z.infer<typeof zId>;
export type Point = z.infer<typeof zPoint>;
