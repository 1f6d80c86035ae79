import * as z from 'zod';
import { NUMBER_LIMITS, type NumberLimits, rangeWords, tooLongWords } from './limits.ts';
import { oneLine, saysSomething, visibleText } from './normal.ts';

// A page’s policy forbids what zod would try there to be faster.
if ('document' in globalThis) z.config({ jitless: true });

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
const amount = rangeWords(NUMBER_LIMITS.amount);
export const zFen = z
  .int(amount)
  .min(NUMBER_LIMITS.amount.min * 100, amount)
  .max(NUMBER_LIMITS.amount.max * 100, amount);

/** A number within its bounds; whoever sends another is told them. */
export function zNumberIn(limits: NumberLimits): z.ZodNumber {
  const words = rangeWords(limits);
  const base = limits.decimals ? z.number(words) : z.int(words);
  return base.min(limits.min, words).max(limits.max, words);
}

/** WGS 84 longitude and latitude, in that order, as GeoJSON has them. */
export const zPoint = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .meta({ id: 'Point' });

/**
 * A free text that people typed: without what nobody sees, trimmed, at most `max` characters; a longer one is refused,
 * never cut.
 */
export const zText = (max: number) =>
  z
    .string()
    .overwrite(visibleText)
    .trim()
    .max(max, { error: ({ input }) => tooLongWords(String(input).trim().length, max) });

/** As `zText`, on one line: what stands within a sentence or at the head of something. */
export const zLine = (max: number) => zText(max).overwrite(oneLine);

/**
 * A name that people typed: one line that can be read aloud, of at least `min` characters. `missing` is said otherwise.
 */
export const zName = (min: number, max: number, missing: string) =>
  zLine(max).min(min, { error: missing, abort: true }).refine(saysSomething, missing);

/** The place of an event in the log: counts up by one, never reused. */
export const zSeq = z.int().min(0);

/** A whole number in an address: decimal digits and nothing else, so that no other writing passes for one. */
export const zWholeIn = (number: z.ZodNumber) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value),
    number,
  );

/** How many are listed on a page. */
export const zPageSize = (most: number, usual: number) => zWholeIn(z.int().min(1).max(most)).default(usual);

/** Where a page begins: opaque, of the page before; an empty one is the start. */
export const zPageCursor = z
  .string()
  .max(300)
  .regex(/^[\w-]*$/, '翻页的位置不对，从第一页再看')
  .transform((cursor) => cursor || undefined);

export type Id = z.infer<typeof zId>;
export type Point = z.infer<typeof zPoint>;
