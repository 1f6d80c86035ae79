/**
 * How much may be typed where, and what is said when it is too much: the same for the form that is typed into, the
 * server that gets it, and a program that sends it. Plain figures, so that pages need no schema for them.
 */

/** The bounds of a number. `decimals`: so many at most; without it whole numbers. `unit` is said after the bounds. */
export type NumberLimits = { min: number; max: number; decimals?: number; unit?: string };

/** Numbers of a posting, as people type them: money in yuan. */
export const NUMBER_LIMITS = {
  amount: { min: 0, max: 10_000_000, decimals: 2, unit: '元' },
  settlementDays: { min: 1, max: 366, unit: '天' },
  altitude: { min: -200, max: 8900, unit: '米' },
  load: { min: 0, max: 500, decimals: 1, unit: '公斤' },
  age: { min: 0, max: 120, unit: '岁' },
  headcount: { min: 1, max: 999, unit: '人' },
  crewAtLeast: { min: 2, max: 60, unit: '人' },
  sharedBy: { min: 1, max: 50, unit: '人' },
} as const satisfies Record<string, NumberLimits>;

/** Roles of one posting, as its form asks for them. */
export const ROLES_MAX = 6;

/** Members of one crew. */
export const CREW_MAX = 60;
/** Characters of a crew's name, and of where it is picked up. */
export const CREW_NAME_MAX = 20;
export const PICK_UP_MAX = 60;

/** Shifts of one posting. */
export const SHIFTS_MAX = 31;

/** Characters of a posting's texts, by their path. */
export const TEXT_LIMITS = {
  title: 40,
  description: 2000,
  hoursText: 300,
  'workplace.landmark': 80,
  'pay.text': 200,
  'pay.piece.unit': 6,
  'conditions.text': 300,
  'role.name': 12,
} as const;
export type TextPath = keyof typeof TEXT_LIMITS;

/** What one file of postings may hold at most. */
export const FILE_BYTES = 10 * 1024 * 1024;

/** What one photo, with the form around it, may have at most. */
export const PHOTO_BYTES = 12 * 1024 * 1024;

/** Characters of an employer's and of a person's name. */
export const EMPLOYER_NAME_MAX = 60;
export const PERSON_NAME_MAX = 30;

const figure = (n: number) => n.toLocaleString('zh-CN');

/** `写 1 到 999 人之间的整数`: what fits. */
export function rangeWords({ min, max, decimals = 0, unit = '' }: NumberLimits): string {
  const kind = decimals === 0 ? '整数' : `数，最多 ${decimals} 位小数`;
  return `写 ${figure(min)} 到 ${figure(max)}${unit && ` ${unit}`}之间的${kind}`;
}

/** `多了 1,000 字，删到 2,000 字`; empty where it fits. */
export const tooLongWords = (length: number, max: number): string =>
  length > max ? `多了 ${figure(length - max)} 字，删到 ${figure(max)} 字` : '';
