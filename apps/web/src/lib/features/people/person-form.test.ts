import type { Registered } from '@linggong/contracts/people.ts';
import { expect, test } from 'vitest';
import { bodyOf, changesOf, lineCount, valuesFrom } from './person-form.ts';

const now = new Date('2026-11-30T04:00:00Z');
const person = {
  name: '白玛央金卓玛',
  nameBo: 'པདྨ་དབྱངས་ཅན་སྒྲོལ་མ་',
  sex: 'female',
  birthDate: null,
  birthYear: 1963,
  phone: '+8613900000001',
  skills: '砌墙',
  worksAway: false,
  plateauResident: true,
  callees: [
    { kind: 'family', name: '扎西', relation: '儿子', phone: '+8613900000002' },
    { kind: 'organiser', name: '次仁', relation: '村小组长', phone: '+8613900000003' },
  ],
  busy: [{ from: '05-10', to: '06-25', words: '挖虫草' }],
} as unknown as Registered;
const values = () => valuesFrom(person, now);

test('a record that nobody touched says nothing otherwise, and all of it comes back as it is', () => {
  expect(changesOf(values(), values())).toEqual({});
  const { name, skills, worksAway, plateauResident, busy } = person;
  const typed = bodyOf(values());
  expect(typed.callees.map((callee) => callee.phone)).toEqual(['139 0000 0002', '139 0000 0003']);
  expect(typed).toMatchObject({
    name,
    skills,
    worksAway,
    plateauResident,
    busy,
    age: 63,
  });
});

test.each<[string, Record<string, string>, object]>([
  ['a name', { name: '白玛央金' }, { name: '白玛央金' }],
  ['an age', { age: '60' }, { age: 60 }],
  ['a number that is no more', { phone: '' }, { phone: null }],
  ['a box that is no longer ticked', { plateau: '' }, { plateauResident: false }],
  ['that nobody asked', { away: '' }, { worksAway: null }],
  [
    'whom to call',
    { 'callees.0.name': '', 'callees.0.phone': '' },
    { callees: [{ ...person.callees[1]!, phone: '139 0000 0003' }] },
  ],
  ['busy days', { 'busy.0.from': '', 'busy.0.to': '' }, { busy: [] }],
  ['an identity number', { idNumber: '540302196303140028' }, { idNumber: '540302196303140028' }],
])('only what is said otherwise is written: %s', (_, typed, change) => {
  expect(changesOf(values(), { ...values(), ...typed })).toEqual(change);
});

test('there is an empty line below those that are filled in, and never more than are kept', () => {
  expect(lineCount({}, 'callees')).toBe(1);
  expect(lineCount({ 'callees.0.kind': 'family' }, 'callees')).toBe(1);
  expect(lineCount(values(), 'callees')).toBe(3);
  expect(lineCount(values(), 'busy')).toBe(2);
  expect(lineCount({ 'callees.2.phone': '1' }, 'callees')).toBe(3);
});
