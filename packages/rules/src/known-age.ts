import { WORKING_AGE } from './minors.ts';
import { ageOn } from './time.ts';

type Born = { birthDate: string | null; birthYear?: number | null | undefined };

/** How old somebody is, as far as is known; `estimated`: by an age that was told, which may be out by some years. */
export type KnownAge = { years: number; estimated: boolean };

/** By the day of birth where it is known, else by the year that a told age gave; null: nothing is known. */
export function knownAge({ birthDate, birthYear }: Born, day: string): KnownAge | null {
  if (birthDate) return { years: ageOn(birthDate, day), estimated: false };
  return birthYear == null ? null : { years: Number(day.slice(0, 4)) - birthYear, estimated: true };
}

/**
 * How old somebody is on a day at least and at most; null: nothing is known. A year that was reckoned from an age is held
 * for what it is: it may be that one, to its last day, or the one before.
 */
export function agesOn({ birthDate, birthYear }: Born, day: string): { least: number; most: number } | null {
  if (birthDate !== null) return { least: ageOn(birthDate, day), most: ageOn(birthDate, day) };
  if (birthYear == null) return null;
  return { least: ageOn(`${birthYear}-12-31`, day), most: ageOn(`${birthYear - 1}-01-01`, day) };
}

/** Whether somebody is surely too young for any work on a day (禁止使用童工规定 art. 2); not where no age is known. */
export const isUnderAge = (born: Born, day: string): boolean =>
  (agesOn(born, day)?.most ?? WORKING_AGE) < WORKING_AGE;
