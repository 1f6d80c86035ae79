import type { NewPerson, Registered } from '@linggong/contracts/people.ts';
import { localDay } from '@linggong/rules/time.ts';
import { phone as atHome } from '#lib/format/phone.ts';

/** So many people to call, and busy times of the year, are kept of somebody. */
const CALLEES_MOST = 3;
const BUSY_MOST = 6;

const CALLEE = ['kind', 'name', 'relation', 'phone'] as const;
const BUSY = ['from', 'to', 'words'] as const;
const PLAIN = [
  'idNumber',
  'name',
  'nameBo',
  'sex',
  'birthDate',
  'age',
  'phone',
  'skills',
  'away',
  'plateau',
] as const;

/** What stands in the fields of the form, by their names; what is not there is empty. */
export type Values = Record<string, string>;

export function valuesOf(form: FormData): Values {
  const names = [...form.keys()].filter((name) => !name.startsWith('$'));
  return Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? '').trim()]));
}

/** The regions that were picked, the broadest first. */
export const regionsOf = (values: Values): string[] =>
  ['county', 'township', 'village'].map((level) => values[`region.${level}`] ?? '');

const rowsOf = <Name extends string>(values: Values, of: string, names: readonly Name[], most: number) =>
  Array.from(
    { length: most },
    (_, at) =>
      Object.fromEntries(names.map((name) => [name, values[`${of}.${at}.${name}`] ?? ''])) as Record<
        Name,
        string
      >,
  );

/** How many lines of a kind a form has: those that are filled in and an empty one. */
export function lineCount(values: Values, of: 'callees' | 'busy'): number {
  const [names, most] = of === 'callees' ? ([CALLEE, CALLEES_MOST] as const) : ([BUSY, BUSY_MOST] as const);
  const filled = rowsOf(values, of, names, most).findLastIndex((row) =>
    Object.entries(row).some(([name, value]) => name !== 'kind' && value),
  );
  return Math.min(most, filled + 2);
}

/** What the fields say, as the API takes it; the region is found apart from them. */
export function bodyOf(values: Values): Omit<NewPerson, 'regionId'> {
  const { sex, age = '', away } = values;
  return {
    idNumber: values.idNumber ?? '',
    name: values.name ?? '',
    nameBo: values.nameBo ?? '',
    sex: sex === 'female' || sex === 'male' ? sex : null,
    birthDate: values.birthDate || null,
    age: /^\d{1,3}$/.test(age) ? Number(age) : null,
    phone: values.phone || null,
    callees: rowsOf(values, 'callees', CALLEE, CALLEES_MOST)
      .filter(({ name, phone }) => name || phone)
      .map(({ kind, ...callee }) => ({ ...callee, kind: kind === 'organiser' ? kind : 'family' })),
    skills: values.skills ?? '',
    worksAway: away === 'yes' || away === 'no' ? away === 'yes' : null,
    plateauResident: values.plateau === 'yes',
    busy: rowsOf(values, 'busy', BUSY, BUSY_MOST).filter(({ from, to }) => from || to),
  };
}

/** The fields as a record fills them in. An identity number is never shown again: it is typed to be another. */
export function valuesFrom(person: Registered, now: Date): Values {
  const values: Values = Object.fromEntries(PLAIN.map((name) => [name, '']));
  const { name, nameBo, sex, birthDate, birthYear, phone, skills, worksAway } = person;
  Object.assign(values, {
    name,
    nameBo,
    skills,
    sex: sex ?? '',
    birthDate: birthDate ?? '',
    phone: atHome(phone ?? ''),
  });
  if (birthYear !== null) values.age = String(Number(localDay(now).slice(0, 4)) - birthYear);
  if (worksAway !== null) values.away = worksAway ? 'yes' : 'no';
  if (person.plateauResident) values.plateau = 'yes';
  for (const [at, callee] of person.callees.entries())
    for (const field of CALLEE)
      values[`callees.${at}.${field}`] = field === 'phone' ? atHome(callee.phone) : callee[field];
  for (const [at, busy] of person.busy.entries())
    for (const field of BUSY) values[`busy.${at}.${field}`] = busy[field];
  return values;
}

/** What of a form is said otherwise than before: what was not touched is not written, nor named in the trail. */
export function changesOf(before: Values, after: Values): Partial<Omit<NewPerson, 'regionId'>> {
  const [was, is] = [bodyOf(before), bodyOf(after)];
  return Object.fromEntries(
    Object.entries(is).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name as keyof typeof was]),
    ),
  );
}
