import type { Flag } from '@linggong/contracts/flag.ts';
import type { Words } from '#lib/words/types.ts';

export type Step = keyof Words['posting']['steps'];

/** The questions of the form, in their order. */
export const STEPS: readonly Step[] = [
  'trade',
  'work',
  'time',
  'place',
  'pay',
  'settlement',
  'included',
  'risk',
  'people',
  'validity',
  'send',
];

const starts: readonly [string, Step][] = [
  ['tradeId', 'trade'],
  ['title', 'work'],
  ['description', 'work'],
  ['shifts', 'time'],
  ['together', 'time'],
  ['hoursText', 'time'],
  ['workplace', 'place'],
  ['pay.settlement', 'settlement'],
  ['pay.method', 'settlement'],
  ['pay', 'pay'],
  ['included', 'included'],
  ['loadKg', 'risk'],
  ['hazards', 'risk'],
  ['conditions', 'people'],
  ['bookingMode', 'people'],
  ['crews', 'people'],
  ['validUntil', 'validity'],
];

/** The question that a field of the posting belongs to. */
export const stepOf = (field: string): Step =>
  starts.find(([start]) => field.startsWith(start))?.[1] ?? 'send';

/** Where the page jumps to for a field; it stands on the element around the field. */
export const anchorOf = (field: string): string => `at-${field}`;

/** A field is missing rather than wrong: nothing to blame while somebody still writes. */
export const isMissing = (flag: Flag): boolean => flag.rule.startsWith('missing.');

/** Flags about a field or what lies below it: `shifts` covers `shifts.0.endsAt`. */
export const flagsAt = (flags: readonly Flag[], fields: readonly string[]): Flag[] =>
  flags.filter((flag) => fields.some((field) => flag.field === field || flag.field.startsWith(`${field}.`)));
