import type { NoticeSettings } from '@linggong/contracts/notice.ts';
import { describe, expect, test } from 'vitest';
import type { Pace } from '../../platform/notices/kind.ts';
import type { Via } from './model.ts';
import { DEFAULT_SETTINGS, digestDayAt, firstDue, plan, type Reach, viaOf, type Waiting } from './policy.ts';

/** A moment in Beijing time: `D1 20:00` is eight in the evening of the first day. */
function moment(text: string): Date {
  const [, day, clock] = /^D(\d) (\d\d:\d\d)$/.exec(text)!;
  return new Date(`2026-12-0${day}T${clock}:00+08:00`);
}
const inWords = (date: Date | null) => {
  if (!date) return null;
  const local = new Date(date.getTime() + 8 * 3_600_000).toISOString();
  return `D${Number(local.slice(8, 10))} ${local.slice(11, 16)}`;
};

let ids = 0;
type Given = { pace: Pace; at: string; begins?: string; latest?: string; about?: string; via?: Via[] };
const notice = ({ pace, at, begins, latest, about, via }: Given): Waiting => ({
  id: String(ids++),
  pace,
  at: moment(at),
  begins: begins ? moment(begins) : null,
  latest: latest ? moment(latest) : null,
  about: about ?? `thing ${ids}`,
  via: via ?? viaOf(pace),
});
const situation = (now: string, settings: Partial<NoticeSettings> = {}, digestDay: string | null = null) => ({
  settings: { ...DEFAULT_SETTINGS, ...settings },
  now: moment(now),
  digestDay,
});
const EVERYWHERE: Reach = { push: true, sms: true };

/** When each channel's message goes out, looked at whenever the plan says so. */
function followed(
  waiting: Waiting[],
  from: string,
  settings: Partial<NoticeSettings> = {},
  reach = EVERYWHERE,
) {
  const said: string[] = [];
  let left = waiting;
  let now: Date | null = moment(from);
  let digestDay: string | null = null;
  for (let turns = 0; now && turns < 20; turns++) {
    const made = plan(left, reach, { settings: { ...DEFAULT_SETTINGS, ...settings }, now, digestDay });
    for (const { via, ids: of } of made.messages) said.push(`${inWords(now)} ${via} ${of.length}`);
    if (made.messages.some(({ via }) => via === 'digest'))
      digestDay = digestDayAt({ ...DEFAULT_SETTINGS, ...settings }, now);
    left = left.map((each) => ({
      ...each,
      via: each.via.filter((via) => !made.done.some((done) => done.id === each.id && done.via === via)),
    }));
    now = made.next;
  }
  return said;
}

const NO_QUIET = { quiet: null };
const DAY_SLEEPER = { quiet: { from: '08:00', to: '14:00' } };

test.each<[what: string, given: Given, settings: Partial<NoticeSettings>, said: string[]]>([
  [
    'urgent by day: push at once, text when settled',
    { pace: 'urgent', at: 'D1 10:00' },
    {},
    ['D1 10:00 push 1', 'D1 10:02 sms 1'],
  ],
  [
    'urgent at night for work far off: in the morning',
    { pace: 'urgent', at: 'D1 23:00', begins: 'D2 14:00' },
    {},
    ['D2 06:30 push 1', 'D2 06:30 sms 1'],
  ],
  [
    'urgent after midnight',
    { pace: 'urgent', at: 'D2 00:10', begins: 'D3 08:00' },
    {},
    ['D2 06:30 push 1', 'D2 06:30 sms 1'],
  ],
  [
    'urgent at night for work before the morning',
    { pace: 'urgent', at: 'D1 23:00', begins: 'D2 05:00' },
    {},
    ['D1 23:00 push 1', 'D1 23:02 sms 1'],
  ],
  [
    'urgent at night for work four hours after it',
    { pace: 'urgent', at: 'D1 23:00', begins: 'D2 10:30' },
    {},
    ['D1 23:00 push 1', 'D1 23:02 sms 1'],
  ],
  [
    'urgent at night for work a minute later than that',
    { pace: 'urgent', at: 'D1 23:00', begins: 'D2 10:31' },
    {},
    ['D2 06:30 push 1', 'D2 06:30 sms 1'],
  ],
  [
    'urgent at night about no time',
    { pace: 'urgent', at: 'D1 23:00' },
    {},
    ['D2 06:30 push 1', 'D2 06:30 sms 1'],
  ],
  [
    'urgent settling into the quiet time',
    { pace: 'urgent', at: 'D1 21:29', begins: 'D2 14:00' },
    {},
    ['D1 21:29 push 1', 'D2 06:30 sms 1'],
  ],
  ['the quiet time’s first minute is quiet', { pace: 'at_once', at: 'D1 21:30' }, {}, ['D2 06:30 push 1']],
  ['its end is not', { pace: 'at_once', at: 'D2 06:30' }, {}, ['D2 06:30 push 1']],
  ['at_once by day', { pace: 'at_once', at: 'D1 12:00' }, {}, ['D1 12:00 push 1']],
  [
    'at_once wakes nobody, whatever begins',
    { pace: 'at_once', at: 'D1 23:00', begins: 'D2 05:00' },
    {},
    ['D2 06:30 push 1'],
  ],
  ['no quiet time', { pace: 'at_once', at: 'D1 23:00' }, NO_QUIET, ['D1 23:00 push 1']],
  [
    'a quiet time of no length',
    { pace: 'at_once', at: 'D1 23:00' },
    { quiet: { from: '22:00', to: '22:00' } },
    ['D1 23:00 push 1'],
  ],
  ['a quiet time by day', { pace: 'at_once', at: 'D1 09:00' }, DAY_SLEEPER, ['D1 14:00 push 1']],
  ['a quiet time by day, at night', { pace: 'at_once', at: 'D1 23:00' }, DAY_SLEEPER, ['D1 23:00 push 1']],
  ['digest before its hour', { pace: 'digest', at: 'D1 10:00' }, {}, ['D1 18:30 digest 1']],
  ['digest after its hour: tomorrow', { pace: 'digest', at: 'D1 18:31' }, {}, ['D2 18:30 digest 1']],
  ['digest of that very minute: tomorrow', { pace: 'digest', at: 'D1 18:30' }, {}, ['D2 18:30 digest 1']],
  [
    'digest at an hour of one’s own, also in the quiet time',
    { pace: 'digest', at: 'D1 10:00' },
    { digestAt: '22:00' },
    ['D1 22:00 digest 1'],
  ],
  [
    'a digest that would come too late: before it',
    { pace: 'digest', at: 'D1 19:00', latest: 'D2 09:00' },
    {},
    ['D2 09:00 digest 1'],
  ],
  [
    'too late at night: in the morning',
    { pace: 'digest', at: 'D1 19:00', latest: 'D1 23:00' },
    {},
    ['D2 06:30 digest 1'],
  ],
  [
    'a digest that comes early enough',
    { pace: 'digest', at: 'D1 10:00', latest: 'D2 09:00' },
    {},
    ['D1 18:30 digest 1'],
  ],
  ['no pushes: texts alone', { pace: 'urgent', at: 'D1 10:00' }, { push: false }, ['D1 10:02 sms 1']],
  ['no texts: pushes alone', { pace: 'urgent', at: 'D1 10:00' }, { sms: 'off' }, ['D1 10:00 push 1']],
  ['neither: the inbox alone', { pace: 'urgent', at: 'D1 10:00' }, { push: false, sms: 'off' }, []],
  ['no pushes: no digest', { pace: 'digest', at: 'D1 10:00' }, { push: false }, []],
])('%s', (_, given, settings, said) => {
  expect(followed([notice(given)], given.at, settings)).toEqual(said);
});

describe('several notices', () => {
  test('about one booking within minutes are one text, at the latest ten minutes after the first', () => {
    const about = 'booking';
    const three = ['D1 10:00', 'D1 10:01', 'D1 10:03'].map((at) =>
      notice({ pace: 'urgent', at, about, via: ['sms'] }),
    );
    expect(followed(three.slice(0, 2), 'D1 10:01')).toEqual(['D1 10:03 sms 2']);
    expect(followed(three, 'D1 10:03')).toEqual(['D1 10:05 sms 3']);
    const many = Array.from({ length: 10 }, (_, i) =>
      notice({ pace: 'urgent', at: `D1 10:0${i}`, about, via: ['sms'] }),
    );
    expect(followed(many, 'D1 10:09')).toEqual(['D1 10:10 sms 10']);
  });

  test('about two bookings are two', () => {
    const two = ['a', 'b'].map((about) => notice({ pace: 'urgent', at: 'D1 10:00', about }));
    expect(followed(two, 'D1 10:00')).toEqual([
      'D1 10:00 push 1',
      'D1 10:00 push 1',
      'D1 10:02 sms 1',
      'D1 10:02 sms 1',
    ]);
  });

  test('that gathered at night about one thing are one push in the morning', () => {
    const night = ['D1 22:00', 'D1 23:30', 'D2 05:00'].map((at) =>
      notice({ pace: 'at_once', at, about: 'gig' }),
    );
    expect(followed(night, 'D2 05:00')).toEqual(['D2 06:30 push 3']);
  });

  test('of a day are one digest; what came after it is said the next day, not left out', () => {
    const day = ['D1 09:00', 'D1 18:29', 'D1 18:45', 'D2 07:00'].map((at) => notice({ pace: 'digest', at }));
    expect(followed(day, 'D1 09:00')).toEqual(['D1 18:30 digest 2', 'D2 18:30 digest 2']);
  });
});

describe('late', () => {
  test('a process that was down says the digest when it is back, but not at night', () => {
    const missed = notice({ pace: 'digest', at: 'D1 10:00' });
    expect(followed([missed], 'D1 20:00')).toEqual(['D1 20:00 digest 1']);
    expect(followed([missed], 'D1 23:00')).toEqual(['D2 06:30 digest 1']);
    const next = notice({ pace: 'digest', at: 'D2 05:00' });
    expect(followed([missed, next], 'D2 05:00')).toEqual(['D2 06:30 digest 1', 'D2 18:30 digest 1']);
  });

  test('one digest a day, also for who moves its hour', () => {
    const fresh = notice({ pace: 'digest', at: 'D1 19:00' });
    const moved = plan([fresh], EVERYWHERE, situation('D1 21:00', { digestAt: '20:30' }, '2026-12-01'));
    expect([moved.messages, inWords(moved.next)]).toEqual([[], 'D2 20:30']);
  });

  test('an urgent one looked at hours later goes out then', () => {
    const old = notice({ pace: 'urgent', at: 'D1 10:00' });
    expect(followed([old], 'D1 15:00')).toEqual(['D1 15:00 push 1', 'D1 15:00 sms 1']);
  });
});

test('what can’t reach somebody no longer waits, but a digest waits for a browser', () => {
  const all = (['urgent', 'at_once', 'digest'] as const).map((pace) => notice({ pace, at: 'D1 10:00' }));
  const made = plan(all, { push: false, sms: false }, situation('D1 18:30'));
  expect(made.messages).toEqual([]);
  expect(made.next).toBeNull();
  expect(made.done.map(({ id, via }) => [all.findIndex((each) => each.id === id), via])).toEqual([
    [0, 'push'],
    [0, 'sms'],
    [1, 'push'],
  ]);
  const later = plan([all[2]!], EVERYWHERE, situation('D3 18:30'));
  expect(later.messages).toEqual([{ via: 'digest', ids: [all[2]!.id] }]);
});

test('a new notice is looked at when its first channel is due', () => {
  const due = (given: Given) => inWords(firstDue(notice(given), situation(given.at)));
  expect(due({ pace: 'urgent', at: 'D1 10:00' })).toBe('D1 10:00');
  expect(due({ pace: 'at_once', at: 'D1 22:00' })).toBe('D2 06:30');
  expect(due({ pace: 'digest', at: 'D1 10:00' })).toBe('D1 18:30');
});
