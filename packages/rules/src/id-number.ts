import type { Sex } from '@linggong/contracts/people.ts';

/** Why a number is no identity number (GB 11643): which sentence is said. */
export type IdNumberWrong = 'old' | 'length' | 'figures' | 'region' | 'date' | 'check';
export type IdNumberRead =
  | { wrong: IdNumberWrong }
  | { wrong: null; birthDate: string; sex: Sex; lastFour: string; number: string };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** By the remainder of the weighted sum divided by 11 (ISO 7064 MOD 11-2). */
const CHECKS = '10X98765432';
const EARLIEST = '1900-01-01';

/** First two figures: the provinces, 港澳台 and, from 2023, the residence permits of foreigners (`9`). */
const PROVINCES = new Set(
  (
    '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 ' +
    '71 81 82 83 91'
  ).split(' '),
);

/** `19900230` -> null: a day that there was, as `YYYY-MM-DD`. */
function dayOf(figures: string): string | null {
  const day = `${figures.slice(0, 4)}-${figures.slice(4, 6)}-${figures.slice(6)}`;
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day ? null : day;
}

export const checkCharacter = (first17: string): string =>
  CHECKS[WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(first17[at]), 0) % 11]!;

/**
 * Reads an identity number of 18 characters (figures, the last maybe `X`), or says what is wrong with it. Old ones of 15
 * figures say neither century nor check: they are no longer good. `today`: `YYYY-MM-DD`; nobody is born after it.
 */
export function readIdNumber(number: string, today: string): IdNumberRead {
  if (/^\d{15}$/.test(number)) return { wrong: 'old' };
  if (number.length !== 18) return { wrong: 'length' };
  if (!/^\d{17}[\dX]$/.test(number)) return { wrong: 'figures' };
  if (!PROVINCES.has(number.slice(0, 2)) || number.slice(2, 6) === '0000') return { wrong: 'region' };
  const birthDate = dayOf(number.slice(6, 14));
  if (birthDate === null || birthDate < EARLIEST || birthDate > today) return { wrong: 'date' };
  if (checkCharacter(number) !== number[17]) return { wrong: 'check' };
  const sex = Number(number[16]) % 2 === 1 ? 'male' : 'female';
  return { wrong: null, birthDate, sex, lastFour: number.slice(14), number };
}
