import type { NewPerson, RecordChange, Sex } from '@linggong/contracts/people.ts';
import { localDay } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { normalisePhone } from '../identity/public.ts';
import { type RegionRecord, regionById } from '../regions/public.ts';
import type { SeenIdNumber } from './id-number.ts';

/** Places where somebody can be at home. */
const HOMES = ['village', 'township'];

const wrong = (path: string, message: string) => problem('request.invalid', { errors: [{ path, message }] });

/** The region that was named as a home. Throws `region.not_found`, or `request.invalid` for one that is none. */
export async function homeOf(deps: Deps, id: string): Promise<RegionRecord> {
  const region = await regionById(deps, id);
  if (!region) throw problem('region.not_found');
  if (!HOMES.includes(region.level)) throw wrong('regionId', wordsOf('people').notHome);
  return region;
}

type Born = { birthDate: string | null; birthYear: number | null };

/**
 * When somebody was born by what is said: the day where it is known, else the year that an age gives. Throws
 * `request.invalid` for a day that can't be, or that is not the one in the identity number.
 */
export function bornOf(
  deps: Pick<Deps, 'clock'>,
  { birthDate, age }: { birthDate: string | null; age: number | null },
  seen: SeenIdNumber | null,
): Born {
  const today = localDay(deps.clock());
  if (birthDate && (birthDate > today || birthDate < '1900-01-01'))
    throw wrong('birthDate', wordsOf('people').birthDateWrong);
  if (seen && birthDate && birthDate !== seen.birthDate)
    throw wrong('birthDate', wordsOf('people').notAsIdNumber);
  const day = seen?.birthDate ?? birthDate;
  if (day) return { birthDate: day, birthYear: null };
  return { birthDate: null, birthYear: age === null ? null : Number(today.slice(0, 4)) - age };
}

/** Throws `request.invalid` where it is not as in the identity number. */
export function sexOf(sex: Sex | null, seen: SeenIdNumber | null): Sex | null {
  if (seen && sex && sex !== seen.sex) throw wrong('sex', wordsOf('people').notAsIdNumber);
  return seen?.sex ?? sex;
}

type Numbers = Pick<NewPerson, 'phone' | 'callees'>;

/** The numbers in E.164. Throws `auth.phone_invalid`, at the field that has it. */
export function numbersOf({ settings }: Pick<Deps, 'settings'>, { phone, callees }: Numbers): Numbers {
  const read = (number: string, path: string) => {
    try {
      return normalisePhone(number, settings.PHONE_COUNTRY);
    } catch {
      const message = wordsOf('people').phoneWrong;
      throw problem('auth.phone_invalid', { detail: message, errors: [{ path, message }] });
    }
  };
  return {
    phone: phone === null ? null : read(phone, 'phone'),
    callees: callees.map((callee, at) => ({ ...callee, phone: read(callee.phone, `callees.${at}.phone`) })),
  };
}

/** The names of the fields that a change says otherwise. */
export const fieldsOf = (change: RecordChange): string[] =>
  Object.entries(change).flatMap(([name, value]) =>
    name === 'revision' || value === undefined ? [] : [name],
  );
