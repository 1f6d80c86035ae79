import { nameKey } from '@linggong/contracts/normal.ts';
import type { PersonRecord } from '../identity/public.ts';
import type { EntryRecord } from './model.ts';

/** An age that is told is out by as much. */
const YEARS_APART = 2;

type Born = Pick<PersonRecord, 'birthDate' | 'birthYear'>;
const yearOf = ({ birthDate, birthYear }: Born) =>
  birthDate ? Number(birthDate.slice(0, 4)) : (birthYear ?? null);

/** Whether two were born on one day, as far as is known of both; null: of one of them it isn't. */
function born(a: Born, b: Born): boolean | null {
  if (a.birthDate && b.birthDate) return a.birthDate === b.birthDate;
  const [one, other] = [yearOf(a), yearOf(b)];
  return one === null || other === null ? null : Math.abs(one - other) <= YEARS_APART;
}

/** Whether two may have been born on one day, by what is known of both. */
export const bornAlike = (a: Born, b: Born): boolean => born(a, b) === true;
/** Whether two can't have been born on one day, by what is known of both. */
export const bornApart = (a: Born, b: Born): boolean => born(a, b) === false;

type Named = { person: Pick<PersonRecord, 'name'>; entry: Pick<EntryRecord, 'nameBoKey'> | null };
const keysOf = ({ person, entry }: Named) =>
  [nameKey(person.name), entry?.nameBoKey ?? ''].filter((key) => key !== '');

/** Whether two have a name in common, in either script; nobody has one who said none. */
export function namedAlike(a: Named, b: Named): boolean {
  const keys = new Set(keysOf(b));
  return keysOf(a).some((key) => keys.has(key));
}
/** Whether two are called otherwise: both said how, and nothing of it is the same. */
export const namedApart = (a: Named, b: Named): boolean =>
  keysOf(a).length > 0 && keysOf(b).length > 0 && !namedAlike(a, b);
