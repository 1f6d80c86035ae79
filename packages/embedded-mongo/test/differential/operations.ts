import { Int32 } from 'bson';
import fc from 'fast-check';
import { documents, type Fields, path } from './documents.ts';
import { expression, faultyFilter, filter } from './filters.ts';
import { indexes } from './indexes.ts';
import { pipeline } from './pipelines.ts';
import { projection, sort } from './shapes.ts';
import { faultyUpdate, type GeneratedUpdate, update, updateMany } from './updates.ts';
import { fields } from './values.ts';

/** One command on the collection of a scenario. */
export interface Operation {
  kind: 'find' | 'count' | 'distinct' | 'aggregate' | 'update' | 'delete' | 'findAndModify' | 'insert';
  /** The command without its collection, in the order in which it is sent. */
  command: [string, unknown][];
  /** The order of the answer is determined. */
  ordered: boolean;
  writes: boolean;
}

/** A generated collection and what is asked of it. */
export interface Scenario {
  documents: Fields[];
  indexes: Fields[];
  /** The indexes are made before the documents come. */
  indexedFirst: boolean;
  reads: Operation[];
  writes: Operation[];
}

const pick = fc.constantFrom;
const maybe = <T>(one: fc.Arbitrary<T>, freq = 1) => fc.option(one, { nil: undefined, freq });
const given = (pairs: [string, unknown][]) => pairs.filter(([, it]) => it !== undefined);
const small = pick(new Int32(0), new Int32(1), new Int32(2), new Int32(3));
const read = (kind: Operation['kind'], command: [string, unknown][], ordered = false): Operation => ({
  kind,
  command: given(command),
  ordered,
  writes: false,
});

/** Mostly a filter that is right. */
const question = fc.oneof(
  { weight: 12, arbitrary: filter() },
  { weight: 1, arbitrary: expression },
  { weight: 1, arbitrary: faultyFilter },
);
const find = fc
  .tuple(question, maybe(fc.tuple(sort, maybe(small), maybe(small))), maybe(projection))
  .map(([it, order, shape]) =>
    read(
      'find',
      [
        ['filter', it],
        ['sort', order?.[0]],
        ['skip', order?.[1]],
        ['limit', order?.[2]],
        ['projection', shape],
        ['batchSize', new Int32(1000)],
      ],
      order !== undefined,
    ),
  );
const count = question.map((query) => read('count', [['query', query]]));
const distinct = fc.tuple(path, filter(1)).map(([key, query]) =>
  read('distinct', [
    ['key', key],
    ['query', query],
  ]),
);

const aggregate = pipeline.map((stages) =>
  read('aggregate', [
    ['pipeline', stages],
    ['cursor', fields([['batchSize', new Int32(1000)]])],
  ]),
);

const write = (kind: Operation['kind'], command: [string, unknown][]): Operation => ({
  kind,
  command: given(command),
  ordered: true,
  writes: true,
});
const own = pick(...[1, 2, 3, 4, 5].map((n) => new Int32(n)));

const updates = (q: unknown, { u, arrayFilters }: GeneratedUpdate, more: [string, unknown][]) =>
  write('update', [
    ['updates', [fields(given([['q', q], ['u', u], ['arrayFilters', arrayFilters], ...more]))]],
  ]);
const byId = (id: unknown, more: Fields | undefined) => fields([['_id', id], ...(more ?? [])]);
/** By `_id`, with or without another condition: which document it meets is determined. */
const single = fc
  .tuple(own, maybe(filter(1)), update)
  .map(([id, more, change]) => updates(byId(id, more), change, []));
const faulty = fc.tuple(own, faultyUpdate).map(([id, change]) => updates(byId(id, undefined), change, []));
const multi = fc
  .tuple(fc.oneof({ weight: 9, arbitrary: filter(1) }, { weight: 1, arbitrary: expression }), updateMany)
  .map(([q, change]) => updates(q, change, [['multi', true]]));
const nothing: [string, unknown] = ['d', 'nothing has this'];
const upsert = fc.oneof(
  fc
    .tuple(filter(1), update)
    .map(([q, change]) => updates(fields([...q, nothing]), change, [['upsert', true]])),
  fc.tuple(filter(1), updateMany).map(([q, change]) =>
    updates(fields([...q, nothing]), change, [
      ['upsert', true],
      ['multi', true],
    ]),
  ),
);
const findAndModify = fc
  .tuple(filter(1), sort, update, maybe(projection), fc.boolean(), fc.integer({ min: 0, max: 3 }))
  .map(([query, order, change, shape, after, luck]) =>
    write('findAndModify', [
      ['query', query],
      ['sort', order],
      ...(luck === 0
        ? ([['remove', true]] as [string, unknown][])
        : ([
            ['update', change.u],
            ['arrayFilters', change.arrayFilters],
            ['new', after],
            ['upsert', luck === 1 ? true : undefined],
          ] as [string, unknown][])),
      ['fields', shape],
    ]),
  );
const remove = filter(1).map((q) =>
  write('delete', [
    [
      'deletes',
      [
        fields([
          ['q', q],
          ['limit', new Int32(0)],
        ]),
      ],
    ],
  ]),
);
const insert = documents.map((all) =>
  write('insert', [
    ['documents', all.slice(0, 2).map((doc) => new Map([...doc, ['_id', new Int32(1 + doc.size)]]))],
  ]),
);

const reading = fc.oneof(
  { weight: 8, arbitrary: find },
  { weight: 1, arbitrary: count },
  { weight: 1, arbitrary: distinct },
  { weight: 3, arbitrary: aggregate },
);
const writing = fc.oneof(
  { weight: 6, arbitrary: single },
  { weight: 1, arbitrary: faulty },
  { weight: 4, arbitrary: multi },
  { weight: 2, arbitrary: upsert },
  { weight: 4, arbitrary: findAndModify },
  { weight: 1, arbitrary: remove },
  { weight: 1, arbitrary: insert },
);

const of = <T>(one: fc.Arbitrary<T>, n: number) => fc.array(one, { minLength: n, maxLength: n });

/** A collection with its indexes, ten questions and ten writes. */
export const scenario: fc.Arbitrary<Scenario> = fc.record({
  documents,
  indexes,
  indexedFirst: fc.boolean(),
  reads: of(reading, 10),
  writes: of(writing, 10),
});
