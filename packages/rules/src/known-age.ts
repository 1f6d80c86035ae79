import { ageOn } from './time.ts';

/** How old somebody is, as far as is known; `estimated`: by an age that was told, which may be out by some years. */
export type KnownAge = { years: number; estimated: boolean };

/** By the day of birth where it is known, else by the year that a told age gave; null: nothing is known. */
export function knownAge(
  { birthDate, birthYear }: { birthDate: string | null; birthYear?: number | null | undefined },
  day: string,
): KnownAge | null {
  if (birthDate) return { years: ageOn(birthDate, day), estimated: false };
  return birthYear == null ? null : { years: Number(day.slice(0, 4)) - birthYear, estimated: true };
}
