import { TAKE_REFUSALS } from '@linggong/contracts/booking.ts';
import { describe, expect, it } from 'vitest';
import { takeSentence } from './messages/take.ts';
import { type TakeInput, whyNotTake } from './take.ts';
import { SAID_IN_SOURCE } from './words/source.test-data.ts';

const at = (local: string) => new Date(`2026-11-${local}:00+08:00`).toISOString();
const day = (d: string, open: number | null = 3) => ({
  id: `s${d}`,
  startsAt: at(`${d}T08:00`),
  endsAt: at(`${d}T18:00`),
  open,
});
type Change = {
  gig?: Partial<TakeInput['gig']>;
  person?: Partial<TakeInput['person']>;
  bookings?: TakeInput['bookings'];
  shiftIds?: readonly string[];
};

const input = ({ gig, person, bookings = [], shiftIds = [] }: Change): TakeInput => ({
  gig: {
    id: 'g1',
    state: 'published',
    reach: 'account',
    together: false,
    shifts: [day('23')],
    tradeId: 'loading',
    hazards: [],
    loadKg: null,
    altitudeM: null,
    conditions: { minAge: null, maxAge: null },
    ...gig,
  },
  person: {
    name: '扎西',
    birthDate: '1990-05-01',
    plateauResident: false,
    isEmployerMember: false,
    ...person,
  },
  bookings,
  shiftIds,
  now: new Date(at('22T10:00')),
});

const held = (from: string, to: string, gigId = 'g2') => ({
  gigId,
  title: '搬运',
  place: '如意乡',
  shifts: [{ startsAt: at(from), endsAt: at(to) }],
});
/** Days of birth of people who are 15, 16 and 17 on 2026-11-23. */
const FIFTEEN = '2010-11-24';
const SIXTEEN = '2010-11-23';
const SEVENTEEN = '2008-11-24';

/** Years that were reckoned from an age, in November 2026: of 15, 17, 19, 45. */
const about = (age: number) => ({ birthDate: null, birthYear: 2026 - age });
const scenarios: readonly (readonly [string, Change, string | null])[] = [
  ['nothing in the way', {}, null],
  ['a draft', { gig: { state: 'draft' } }, 'not_public'],
  ['about 45', { person: about(45) }, null],
  ['about 14', { person: about(14) }, 'under_16'],
  ['about 16, who may be 15', { person: about(16) }, 'age_unsure'],
  ['about 17, at work that is open to them', { person: about(17) }, null],
  ['about 17, at work that is not', { person: about(17), gig: { altitudeM: 3600 } }, 'age_unsure'],
  ['about 16 at most, at work that is not', { person: about(16), gig: { altitudeM: 3600 } }, 'age_unsure'],
  ['about 18, who may be 17', { person: about(18), gig: { altitudeM: 3600 } }, 'age_unsure'],
  ['about 19', { person: about(19), gig: { altitudeM: 3600 } }, null],
  [
    'about 55, where 55 is the most',
    { person: about(55), gig: { conditions: { minAge: null, maxAge: 55 } } },
    'age_unsure',
  ],
  [
    'about 45, where 55 is the most',
    { person: about(45), gig: { conditions: { minAge: 18, maxAge: 55 } } },
    null,
  ],
  [
    'about 60, where 55 is the most',
    { person: about(60), gig: { conditions: { minAge: 18, maxAge: 55 } } },
    'outside_age',
  ],
  ['back in review', { gig: { state: 'in_review' } }, 'not_public'],
  ['withdrawn', { gig: { state: 'withdrawn' } }, 'not_public'],
  ['closed', { gig: { state: 'closed' } }, 'ended'],
  ['expired', { gig: { state: 'expired' } }, 'ended'],
  ['full', { gig: { state: 'full', shifts: [day('23', 0)] } }, 'full'],
  ['one shift full', { gig: { shifts: [day('23', 0)] } }, 'full'],
  ['places unknown', { gig: { shifts: [day('23', null)] } }, null],
  ['started', { gig: { shifts: [day('22')] } }, 'started'],
  ['started and full', { gig: { shifts: [day('22', 0)] } }, 'started'],
  ['undated never starts', { gig: { shifts: [{ id: 's', startsAt: null, endsAt: null, open: 1 }] } }, null],
  ['some shifts gone, none chosen', { gig: { shifts: [day('22'), day('23')] } }, 'pick_shift'],
  ['some shifts gone, another chosen', { gig: { shifts: [day('22'), day('23')] }, shiftIds: ['s23'] }, null],
  [
    'some shifts gone, a gone one chosen',
    { gig: { shifts: [day('23', 0), day('24')] }, shiftIds: ['s23'] },
    'full',
  ],
  ['together and one started', { gig: { together: true, shifts: [day('22'), day('23')] } }, 'started'],
  ['together and one full', { gig: { together: true, shifts: [day('23', 0), day('24')] } }, 'full'],
  [
    'a part of what goes together',
    { gig: { together: true, shifts: [day('23'), day('24')] }, shiftIds: ['s23'] },
    'pick_shift',
  ],
  [
    'all of what goes together',
    { gig: { together: true, shifts: [day('23'), day('24')] }, shiftIds: ['s23', 's24'] },
    null,
  ],
  ['several days singly, none chosen', { gig: { shifts: [day('23'), day('24')] } }, 'pick_shift'],
  ['several days together, none chosen', { gig: { together: true, shifts: [day('23'), day('24')] } }, null],
  [
    'two shifts at the same time',
    { gig: { shifts: [day('23'), { ...day('23'), id: 'also' }] }, shiftIds: ['s23', 'also'] },
    'same_time',
  ],
  ['the whole work is for a crew', { gig: { crewOnly: true } }, 'crew_only'],
  ['a shift of another gig', { shiftIds: ['s99'] }, 'pick_shift'],
  ['forwarded, nobody on the other side', { gig: { reach: 'sender' } }, 'no_counterpart'],
  ['forwarded, with a phone that is told', { gig: { reach: 'phone' } }, null],
  [
    'forwarded, nobody on the other side, and full',
    { gig: { reach: 'sender', shifts: [day('23', 0)] } },
    'no_counterpart',
  ],
  ['own gig', { person: { isEmployerMember: true } }, 'own_gig'],
  ['for somebody, by who is of the employer', { person: { proxyIsEmployer: true } }, 'proxy_is_employer'],
  ['taken already', { bookings: [held('23T08:00', '23T18:00', 'g1')] }, 'already_taken'],
  ['overlaps', { bookings: [held('23T12:00', '23T14:00')] }, 'overlaps'],
  [
    'overlaps with one of the days, which can be taken singly',
    { gig: { shifts: [day('23'), day('24')] }, bookings: [held('23T12:00', '23T14:00')] },
    'pick_shift',
  ],
  [
    'overlaps with one of the days, which go together',
    { gig: { together: true, shifts: [day('23'), day('24')] }, bookings: [held('23T12:00', '23T14:00')] },
    'overlaps',
  ],
  [
    'overlaps with each of the days',
    {
      gig: { shifts: [day('23'), day('24')] },
      bookings: [held('23T12:00', '23T14:00'), held('24T12:00', '24T14:00', 'g3')],
    },
    'overlaps',
  ],
  ['one begins when the other ends', { bookings: [held('23T18:00', '23T22:00')] }, null],
  [
    'another shift than the one that overlaps',
    { gig: { shifts: [day('23'), day('24')] }, shiftIds: ['s24'], bookings: [held('23T08:00', '23T18:00')] },
    null,
  ],
  [
    'an undated booking',
    { bookings: [{ ...held('23T08:00', '23T09:00'), shifts: [{ startsAt: null, endsAt: null }] }] },
    null,
  ],
  ['15', { person: { birthDate: FIFTEEN } }, 'under_16'],
  ['16 on the day of the shift', { person: { birthDate: SIXTEEN } }, null],
  [
    '15 though the posting says 14',
    { gig: { conditions: { minAge: 14, maxAge: null } }, person: { birthDate: FIFTEEN } },
    'under_16',
  ],
  [
    '17 at a hazardous trade',
    { gig: { tradeId: 'welding' }, person: { birthDate: SEVENTEEN } },
    'under_18_forbidden',
  ],
  ['17 at height', { gig: { hazards: ['height'] }, person: { birthDate: SEVENTEEN } }, 'under_18_forbidden'],
  ['17 among animals', { gig: { hazards: ['animals'] }, person: { birthDate: SEVENTEEN } }, null],
  ['17 with 26 kg', { gig: { loadKg: 26 }, person: { birthDate: SEVENTEEN } }, 'under_18_forbidden'],
  ['17 with 25 kg', { gig: { loadKg: 25 }, person: { birthDate: SEVENTEEN } }, null],
  ['17 above 3,000 m', { gig: { altitudeM: 3240 }, person: { birthDate: SEVENTEEN } }, 'under_18_forbidden'],
  [
    '17 at about 3,300 m',
    { gig: { altitudeM: 3300, altitudeAbout: true }, person: { birthDate: SEVENTEEN } },
    null,
  ],
  [
    '17 at about 3,310 m',
    { gig: { altitudeM: 3310, altitudeAbout: true }, person: { birthDate: SEVENTEEN } },
    'under_18_forbidden',
  ],
  ['17 at 3,000 m', { gig: { altitudeM: 3000 }, person: { birthDate: SEVENTEEN } }, null],
  [
    '17 above 3,000 m, always lived there',
    { gig: { altitudeM: 3240 }, person: { birthDate: SEVENTEEN, plateauResident: true } },
    null,
  ],
  [
    '17 from the plateau at height',
    {
      gig: { altitudeM: 3240, hazards: ['height'] },
      person: { birthDate: SEVENTEEN, plateauResident: true },
    },
    'under_18_forbidden',
  ],
  ['18 today counts', { gig: { tradeId: 'welding' }, person: { birthDate: '2008-11-23' } }, null],
  [
    'age unknown of whom others book, at any work',
    { person: { birthDate: null, withoutAccount: true } },
    'age_unknown',
  ],
  ['about 45, booked by others', { person: { ...about(45), withoutAccount: true } }, null],
  ['about 15, booked by others', { person: { ...about(15), withoutAccount: true } }, 'age_unsure'],
  ['age unknown where it does not matter', { person: { birthDate: null } }, null],
  [
    'age unknown at a hazardous trade',
    { gig: { tradeId: 'welding' }, person: { birthDate: null } },
    'age_unknown',
  ],
  ['age unknown above 3,000 m', { gig: { altitudeM: 3240 }, person: { birthDate: null } }, 'age_unknown'],
  [
    'age unknown above 3,000 m, always lived there',
    { gig: { altitudeM: 3240 }, person: { birthDate: null, plateauResident: true } },
    null,
  ],
  [
    'age unknown and a lower limit',
    { gig: { conditions: { minAge: 18, maxAge: null } }, person: { birthDate: null } },
    'age_unknown',
  ],
  [
    'younger than asked',
    { gig: { conditions: { minAge: 18, maxAge: 60 } }, person: { birthDate: SEVENTEEN } },
    'outside_age',
  ],
  [
    'older than asked',
    { gig: { conditions: { minAge: null, maxAge: 60 } }, person: { birthDate: '1960-01-01' } },
    'outside_age',
  ],
  ['no name', { person: { name: ' ' } }, 'no_name'],
];

describe('whyNotTake', () => {
  it.each(scenarios)('%s', (_, change, expected) => {
    expect(whyNotTake(input(change))?.refusal ?? null).toBe(expected);
  });

  it('has a scenario and a sentence for every refusal', () => {
    const sentences = scenarios.flatMap(([, change]) => {
      const why = whyNotTake(input(change));
      return why ? [[why.refusal, takeSentence(why, SAID_IN_SOURCE)] as const] : [];
    });
    expect(new Set(sentences.map(([refusal]) => refusal))).toEqual(new Set(TAKE_REFUSALS));
    for (const [, sentence] of sentences) {
      expect(sentence).toMatch(/。$/);
      expect(sentence).not.toMatch(/undefined|null|NaN/);
    }
  });
});

it('about somebody else no sentence speaks to who reads it, and each is there', () => {
  const { refused, refusedOther } = SAID_IN_SOURCE.take;
  expect(Object.keys(refusedOther)).toEqual(Object.keys(refused));
  const meets = whyNotTake(input({ bookings: [held('23T06:00', '23T14:00')] }))!;
  expect(takeSentence(meets, SAID_IN_SOURCE, '白玛央金卓玛')).toBe(
    '白玛央金卓玛这个时间已经有活了（如意乡“搬运”，11月23日 14:00 结束）。',
  );
  expect(takeSentence({ refusal: 'already_taken' }, SAID_IN_SOURCE, ' ')).toBe(
    '本人已经报了这个活，不用再报。',
  );
  for (const refusal of TAKE_REFUSALS) {
    if (refusal === 'overlaps' || refusal === 'under_18_forbidden' || refusal === 'outside_age') continue;
    expect(takeSentence({ refusal }, SAID_IN_SOURCE, '白玛')).not.toMatch(/你|“我”|undefined/);
  }
});

describe('takeSentence', () => {
  const sentence = (change: Change) => {
    const why = whyNotTake(input(change));
    return why === null ? null : takeSentence(why, SAID_IN_SOURCE);
  };

  it('names what is in the way', () => {
    expect(sentence({ bookings: [held('23T06:00', '23T14:00')] })).toBe(
      '这个时间你已经有活了（如意乡“搬运”，11月23日 14:00 结束）。',
    );
    expect(sentence({ bookings: [held('22T20:00', '24T08:30')] })).toBe(
      '这个时间你已经有活了（如意乡“搬运”，11月24日 8:30 结束）。',
    );
    expect(sentence({ bookings: [held('22T20:00', '23T09:00')] })).toBe(
      '这个时间你已经有活了（如意乡“搬运”，11月23日 9:00 结束）。',
    );
  });

  it('names the limit', () => {
    const old = { person: { birthDate: '1960-01-01' } };
    expect(sentence({ ...old, gig: { conditions: { minAge: 18, maxAge: 60 } } })).toContain('18 到 60 岁');
    expect(sentence({ ...old, gig: { conditions: { minAge: null, maxAge: 60 } } })).toContain('60 岁以下');
  });

  it('names every bar for people of 16 and 17, and the law', () => {
    const text = sentence({
      gig: { tradeId: 'welding', hazards: ['height'], loadKg: 40, altitudeM: 4200 },
      person: { birthDate: SEVENTEEN },
    });
    for (const part of ['焊工', '高处作业', '40 公斤', '海拔 4,200 米', '第 3 条'])
      expect(text).toContain(part);
  });

  it('says that an altitude is an estimate', () => {
    const gig = { altitudeM: 4200, altitudeAbout: true };
    expect(sentence({ gig, person: { birthDate: SEVENTEEN } })).toContain('海拔约 4,200 米');
  });
});
