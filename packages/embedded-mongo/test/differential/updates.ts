import { Double, Int32, Long } from 'bson';
import fc from 'fast-check';
import { path } from './documents.ts';
import { elementCondition, operatorCondition, pullCondition } from './filters.ts';
import { fields, number, scalar, value } from './values.ts';

export interface GeneratedUpdate {
  u: unknown;
  arrayFilters?: unknown[];
}

const pick = fc.constantFrom;
const int = (n: number) => new Int32(n);
const anything = fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 1, arbitrary: value(2) });
const items = fc.array(anything, { maxLength: 3 });
const count = pick<unknown>(int(0), int(1), int(2), int(-1), int(-2), Long.fromNumber(1));
const direction = pick<unknown>(int(1), int(-1));
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

const order = fc.oneof(
  direction,
  fc.tuple(pick('x', 'y'), direction).map((pair) => fields([pair])),
);
const each = fc
  .tuple(items, maybe(count), maybe(count), maybe(order))
  .map(([list, slice, position, sort]) => {
    const clauses: [string, unknown][] = [
      ['$each', list],
      ['$slice', slice],
      ['$position', position],
      ['$sort', sort],
    ];
    return fields(clauses.filter(([, it]) => it !== undefined));
  });

const factor = fc.oneof(
  { weight: 6, arbitrary: number },
  { weight: 1, arbitrary: pick<unknown>(int(2147483647), Long.MAX_VALUE) },
);

const OPERANDS: Record<string, fc.Arbitrary<unknown>> = {
  $set: anything,
  $unset: pick<unknown>('', true, int(1)),
  $inc: factor,
  $min: anything,
  $max: anything,
  $rename: pick<unknown>('a', 'b', 'e', 'c.x', 'f.g', 'd.x', 'e.0'),
  $setOnInsert: anything,
  $push: fc.oneof(anything, each),
  $addToSet: fc.oneof(
    anything,
    items.map((list) => fields([['$each', list]])),
  ),
  $pull: pullCondition,
  $pullAll: items,
  $pop: pick<unknown>(int(1), int(-1), Long.fromNumber(1), new Double(-1)),
};

const dynamic = pick('b.$', 'c.$.x', 'b.$[]', 'c.$[].x', 'b.$[i]', 'c.$[i].y', 'c.$[i]', 'b.$[].x', 'c.$');
const target = fc.oneof(
  { weight: 8, arbitrary: path },
  { weight: 2, arbitrary: dynamic },
  { weight: 1, arbitrary: pick('_id', '_id.x', 'b.5', 'f.g.h', 'f.0', '10', 'c.10', 'e.9', 'e.10') },
);

type Step = [name: string, at: string, operand: unknown];

const step: fc.Arbitrary<Step> = fc
  .tuple(pick(...Object.keys(OPERANDS)), target)
  .chain(([name, at]) =>
    OPERANDS[name]!.map((operand): Step => [name, name === '$rename' ? root(at) : at, operand]),
  );

/** `$rename` takes no path through an array's elements. */
const root = (at: string) => (at.includes('$') ? at.split('.')[0]! : at);

const placesOf = ([name, at, operand]: Step) => (name === '$rename' ? [at, String(operand)] : [at]);
const free = (steps: readonly Step[]) => {
  const places = steps.flatMap(placesOf).map((at) => at.split('.')[0]!);
  return new Set(places).size === places.length;
};
const steps = fc.array(step, { minLength: 1, maxLength: 3 }).map((all) => {
  const kept: Step[] = [];
  for (const one of all) if (free([...kept, one])) kept.push(one);
  return kept.length > 0 ? kept : ([['$set', 'e', int(1)]] satisfies Step[]);
});

function toUpdate(all: readonly Step[]): Map<string, unknown> {
  const update = new Map<string, Map<string, unknown>>();
  for (const [name, at, operand] of all)
    update.set(name, new Map([...(update.get(name) ?? []), [at, operand]]));
  return update;
}

const arrayFilter = fc.oneof(
  operatorCondition.map((it) => fields([['i', it]])),
  scalar.map((it) => fields([['i', it]])),
  elementCondition.map((it) => fields([...it].map(([name, one]) => [`i.${name}`, one]))),
);

const modifiers: fc.Arbitrary<GeneratedUpdate> = fc.tuple(steps, arrayFilter).map(([all, one]) => ({
  u: toUpdate(all),
  ...(all.some(([, at]) => at.includes('$[i]')) && { arrayFilters: [one] }),
}));

const replacement: fc.Arbitrary<GeneratedUpdate> = fc
  .uniqueArray(fc.tuple(pick('a', 'b', 'c', 'd', '10', '1', 'e'), anything), {
    maxLength: 4,
    selector: ([name]) => name,
  })
  .map((pairs) => ({ u: fields(pairs) }));

const STAGES: unknown[][] = [
  [{ $set: { a: '$b' } }],
  [{ $set: { 'c.x': int(1) } }],
  [{ $set: { e: { $add: [int(1), int(1)] } } }],
  [{ $unset: 'a' }],
  [{ $unset: ['a', 'c.x'] }],
  [{ $replaceWith: { a: '$c', b: new Double(1) } }],
  [{ $set: { d: { $ifNull: ['$a', 'none'] } } }, { $unset: 'a' }],
  [{ $project: { a: int(1) } }],
  [{ $set: { e: '$$ROOT.a', f: { $cond: [{ $isArray: '$b' }, '$b', []] } } }],
  [{ $set: { _id: int(99) } }],
];
const pipeline = pick(...STAGES).map((u): GeneratedUpdate => ({ u }));

/** Operators, a replacement, or a pipeline. */
export const update: fc.Arbitrary<GeneratedUpdate> = fc.oneof(
  { weight: 12, arbitrary: modifiers },
  { weight: 1, arbitrary: replacement },
  { weight: 1, arbitrary: pipeline },
);
/** The same without a replacement, which is no update of many. */
export const updateMany: fc.Arbitrary<GeneratedUpdate> = fc.oneof(
  { weight: 12, arbitrary: modifiers },
  { weight: 1, arbitrary: pipeline },
);

const FAULTS: [string, string, unknown][] = [
  ['$inc', 'e', 'a'],
  ['$rename', 'e', ''],
  ['$rename', 'e', 'e'],
  ['$rename', 'e', 'e.x'],
  ['$rename', 'e', int(1)],
  ['$rename', 'c.$[].x', 'e'],
  ['$pop', 'e', int(2)],
  ['$pop', 'e', 'a'],
  ['$pullAll', 'e', int(1)],
  ['$push', 'e', fields([['$each', int(1)]])],
  [
    '$push',
    'e',
    fields([
      ['$each', []],
      ['$slice', 'a'],
    ]),
  ],
  [
    '$push',
    'e',
    fields([
      ['$each', []],
      ['$sort', int(2)],
    ]),
  ],
  [
    '$push',
    'e',
    fields([
      ['$each', []],
      ['$position', 'a'],
    ]),
  ],
  [
    '$push',
    'e',
    fields([
      ['$each', []],
      ['$unknown', 'a'],
    ]),
  ],
  ['$addToSet', 'e', fields([['$each', int(1)]])],
  ['$pull', 'e', fields([['$unknown', int(1)]])],
  ['$set', '', int(1)],
  ['$set', 'a..b', int(1)],
  ['$set', 'e.', int(1)],
  ['$set', '$[]', int(1)],
  ['$set', 'e.$[j]', int(1)],
  ['$unknown', 'e', int(1)],
];
const CONFLICTS: [string, unknown][][] = [
  [
    ['$set', fields([['e', int(1)]])],
    ['$inc', fields([['e', int(1)]])],
  ],
  [
    [
      '$set',
      fields([
        ['e', int(1)],
        ['e.x', int(1)],
      ]),
    ],
  ],
  [
    ['$set', fields([['e.x', int(1)]])],
    ['$unset', fields([['e', '']])],
  ],
  [
    ['$rename', fields([['e', 'f']])],
    ['$set', fields([['f', int(1)]])],
  ],
  [['$set', int(1)]],
];

/** An update with one fault. */
export const faultyUpdate: fc.Arbitrary<GeneratedUpdate> = fc.oneof(
  {
    weight: 6,
    arbitrary: pick(...FAULTS).map(([name, at, it]) => ({ u: fields([[name, fields([[at, it]])]]) })),
  },
  { weight: 2, arbitrary: pick(...CONFLICTS).map((pairs) => ({ u: fields(pairs) })) },
  {
    weight: 1,
    arbitrary: pick<unknown[]>(
      [fields([['i', int(1)]])],
      [fields([])],
      [
        fields([
          ['i', int(1)],
          ['j', int(1)],
        ]),
      ],
      [fields([['I', int(1)]])],
    ).map((arrayFilters) => ({ u: fields([['$set', fields([['e', int(1)]])]]), arrayFilters })),
  },
);
