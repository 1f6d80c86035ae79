import { zFlag } from '@linggong/contracts/flag.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTEXT, posting, type Said } from '../../corpus/case.ts';
import { checkPosting, RULES } from './check.ts';

const flags = ({ context, ...said }: Said) => checkPosting(posting(said), { ...CONTEXT, ...context });
const flag = (said: Said, rule: string) => flags(said).find((f) => f.rule === rule);

/** Pieces of what the rules hunt for, in any order. */
const anyText = fc
  .array(
    fc.constantFrom(
      ...[
        '不收',
        '押金',
        '、',
        '服装费',
        '公司',
        '出',
        '身份证',
        '押',
        ' ',
        '-',
        '，',
        '\n',
        '加',
        '微',
        '信',
        'Ｖ',
      ],
      ...[
        '男',
        '女',
        '限',
        '不限',
        '汉族',
        '不要',
        '岁',
        '15',
        '４５',
        '以下',
        '押金費',
        '①',
        '👍',
        '\ud83d',
        '1390895',
      ],
    ),
  )
  .map((parts) => parts.join(''));

describe('checkPosting', () => {
  it('says nothing of a complete, ordinary posting', () => {
    expect(flags({})).toEqual([]);
  });

  it('gives flags as the contract has them, each rule under its own id', () => {
    for (const f of flags({ title: '', description: '押金 100，加微信', pay: { amountFen: null } })) {
      expect(zFlag.parse(f)).toEqual(f);
      expect(f.article).toMatch(/《.+》|人社厅发|本平台的规矩/);
      expect(f.advice).toMatch(/。$/);
    }
    expect(new Set(RULES.map((r) => r.id)).size).toBe(RULES.length);
  });

  it('marks every place a word stands in, one flag for each field', () => {
    const found = flags({
      title: '押金工',
      description: '先交押金，押金后退',
      conditions: { text: '不收押金' },
    });
    expect(found.map(({ field, words }) => ({ field, words }))).toEqual([
      { field: 'title', words: ['押金'] },
      { field: 'description', words: ['先交押金', '押金'] },
    ]);
  });

  it('asks whether a gig for nothing is meant, and lets none that is forwarded by', () => {
    for (const unit of ['hour', 'day', 'piece', 'whole', 'month'] as const) {
      const free: Said = { pay: { amountFen: 0, unit } };
      expect(flag(free, 'pay.zero')).toMatchObject({ level: 'ask', field: 'pay.amountFen' });
      expect(flag(free, 'missing.pay')).toBeUndefined();
      expect(flag({ ...free, context: { forwarded: true } }, 'pay.zero')?.level).toBe('block');
    }
    for (const amountFen of [null, 1, 22_000])
      expect(flag({ pay: { amountFen, unit: 'piece' } }, 'pay.zero')).toBeUndefined();
  });

  it('asks about forwarded postings what it requires of direct ones, but for headcount, place and pay', () => {
    const empty: Said = {
      tradeId: null,
      title: '',
      description: '',
      shifts: [],
      workplace: { regionId: null },
      pay: { amountFen: null, unit: null, settlement: null },
      validUntil: null,
    };
    const blocked = (forwarded: boolean) =>
      flags({ ...empty, context: { forwarded } })
        .filter((f) => f.level === 'block')
        .map((f) => f.rule);
    expect(blocked(false)).toHaveLength(10);
    expect(blocked(true)).toEqual(['missing.headcount', 'missing.place', 'missing.pay', 'missing.pay_unit']);
  });

  it('points at the very shift', () => {
    const at = [
      ['2026-11-23T08:00', '2026-11-23T18:00', 4],
      ['2026-11-24T08:00', '2026-11-24T07:00', null],
    ] as const;
    expect(flags({ at }).map((f) => f.field)).toEqual(['shifts.1.headcount', 'shifts.1.endsAt']);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(anyText, (description) => {
        const said = { ...posting({}), description };
        for (const f of checkPosting(said, CONTEXT)) {
          for (const word of f.words) expect(description).toContain(word);
        }
      }),
    );
  }, 60_000);
});

describe('minimum wage', () => {
  const rise = {
    ...CONTEXT.wages[0]!,
    hourlyFen: 2000,
    monthlyFen: 210000,
    effectiveFrom: '2027-01-01',
    docNo: '新文件',
  };
  const wages = [...CONTEXT.wages, { ...rise, confirmed: false }];
  const hourly = { amountFen: 1900, unit: 'hour', settlement: 'weekly' } as const;
  const january = [['2027-01-02T09:00', '2027-01-02T13:00', 2]] as const;

  it('goes by the day of the work, not of the posting', () => {
    const validUntil = '2027-01-05T00:00:00.000Z';
    expect(flag({ pay: hourly, context: { wages } }, 'pay.below_minimum')).toBeUndefined();
    const found = flag({ pay: hourly, at: january, validUntil, context: { wages } }, 'pay.below_minimum');
    expect(found?.advice).toContain('20 元（新文件）');
    expect(found?.advice).toContain('没核对过原文');
  });

  it('tells the local figure and what the pay comes to', () => {
    const found = flag({ pay: { amountFen: 15000 } }, 'pay.below_minimum');
    expect(found?.advice).toContain('一小时合 15 元');
    expect(found?.advice).toContain('18 元（藏政办发〔2021〕19号）');
    expect(found?.field).toBe('pay.amountFen');
  });

  it.each([
    ['an hour', '小时', 500, null, true],
    ['an hour that is enough', '小时', 2000, null, false],
    ['an hour that two share', '个小时', 2000, 2, true],
    ['a day', '天', 10_000, null, true],
    ['a month', '月', 100_000, null, true],
  ] as const)('holds a stored piece that is %s to it', (_, unit, amountFen, sharedBy, below) => {
    const stored = posting({});
    stored.pay = { ...stored.pay, amountFen, unit: 'piece', piece: { unit, sharedBy, dayMinFen: null } };
    const rules = checkPosting(stored, CONTEXT).map(({ rule }) => rule);
    expect(rules.includes('pay.below_minimum')).toBe(below);
  });

  it.each([
    ['just at the minimum', { pay: { amountFen: 18000 } }],
    ['in an unknown region', { pay: { amountFen: 5000 }, context: { regionCodes: [] } }],
    ['in a province without a row', { pay: { amountFen: 5000 }, context: { regionCodes: ['35'] } }],
    ['by the piece', { pay: { amountFen: 20, unit: 'piece' as const } }],
    [
      'by the day without hours',
      {
        pay: { amountFen: 5000 },
        shifts: [{ startsAt: null, endsAt: null, headcount: 3 }],
        hoursText: '白天',
      },
    ],
  ] satisfies [string, Said][])('says nothing %s', (_, said) => {
    expect(flag(said, 'pay.below_minimum')).toBeUndefined();
  });
});

describe('the heaviest single load', () => {
  it.each([
    ['as filled in', { loadKg: 60 }, '60 公斤'],
    ['as the words tell it', { description: '每袋 55 公斤' }, '55 公斤'],
    ['in jin', { description: '一袋重120斤' }, '60 公斤'],
    ['filled in before the words', { loadKg: 20, description: '每袋 55 公斤' }, null],
    ['not the whole lorry', { description: '一车 30 吨，共 600 公斤' }, null],
  ] satisfies [string, Said, string | null][])('%s', (_, said, kg) => {
    const advice = flag(said, 'load.heavy')?.advice ?? null;
    if (kg === null) expect(advice).toBeNull();
    else expect(advice).toContain(kg);
  });
});

describe('a household', () => {
  it('is told that the figures are a measure for it', () => {
    const pay = { amountFen: 1000, unit: 'hour', settlement: 'monthly' } as const;
    const advice = (employerKind: 'household' | 'business') =>
      flags({ pay, context: { employerKind } }).map((f) => f.advice.includes('法律不强制'));
    expect(advice('household')).toEqual([true, true]);
    expect(advice('business')).toEqual([false, false]);
  });
});

describe('settlement of hourly work', () => {
  const pay = (settlement: 'weekly' | 'within_days' | 'monthly', settlementDays: number | null = null) =>
    ({ pay: { amountFen: 2500, unit: 'hour', settlement, settlementDays } }) satisfies Said;

  it.each([
    [pay('weekly'), false],
    [pay('within_days', 15), false],
    [pay('within_days', 16), true],
    [pay('monthly'), true],
  ])('%j', (said, late) => {
    expect(flag(said, 'pay.settled_late') !== undefined).toBe(late);
  });

  it('leaves other units alone', () => {
    expect(
      flag({ pay: { unit: 'month', amountFen: 400000, settlement: 'monthly' } }, 'pay.settled_late'),
    ).toBeUndefined();
  });
});

describe('work that minors may not do', () => {
  const sixteen = { conditions: { minAge: 16 } };

  it.each([
    ['low and light', { ...sixteen, context: { altitudeM: 2900 } }, false],
    ['above 3,000 m', { ...sixteen, context: { altitudeM: 3001 } }, true],
    ['the workplace says its own altitude', { ...sixteen, workplace: { altitudeM: 2500 } }, false],
    ['far above by an estimate', { ...sixteen, context: { altitudeM: 3301, altitudeAbout: true } }, true],
    ['far below by an estimate', { ...sixteen, context: { altitudeM: 2699, altitudeAbout: true } }, false],
    ['a hazardous trade', { ...sixteen, tradeId: 'scaffolding', context: { altitudeM: 500 } }, true],
    ['26 kg', { ...sixteen, loadKg: 26, context: { altitudeM: 500 } }, true],
    ['18 and older', { conditions: { minAge: 18 }, loadKg: 40 }, false],
    ['nothing said of age', { loadKg: 40 }, false],
  ] satisfies [string, Said, boolean][])('%s', (_, said, asked) => {
    expect(flag(said, 'age.minor_forbidden') !== undefined).toBe(asked);
  });

  it.each([2700, 3000, 3240, 3300])(
    'about %i m: asks how high it is, and says that it is an estimate',
    (m) => {
      const said = { ...sixteen, context: { altitudeM: m, altitudeAbout: true } };
      const found = flag(said, 'age.minor_forbidden');
      expect(found).toMatchObject({ level: 'ask', field: 'conditions.minAge' });
      expect(found?.advice).toContain(`海拔约 ${m.toLocaleString('en-US')} 米，是估的`);
      expect(found?.advice).not.toContain('不能干。最小年龄');
      const measured = flag({ ...said, workplace: { altitudeM: 3240 } }, 'age.minor_forbidden');
      expect(measured?.advice).toContain('海拔 3,240 米');
      expect(flag({ ...said, conditions: { minAge: 18 } }, 'age.minor_forbidden')).toBeUndefined();
    },
  );
});
