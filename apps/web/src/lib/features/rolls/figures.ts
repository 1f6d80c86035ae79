import type { Roll } from '@linggong/contracts/roll.ts';
import { clauses } from '#lib/format/list.ts';
import type { Words } from '#lib/words/types.ts';
import { wordsOf } from '#lib/words/words.ts';

const words = () => wordsOf('rolls');

export type Figure = { key: keyof Words['rolls']['counts']; count: number; word: string };

const ORDER: Figure['key'][] = [
  'registered',
  'updated',
  'undone',
  'kept',
  'new',
  'changed',
  'doubtful',
  'leftOut',
  'same',
  'marked',
];

/** The figures of a roll that say something, the ones that matter first. */
export const figuresOf = (counts: Roll['counts']): Figure[] =>
  ORDER.map((key) => ({ key, count: counts[key], word: words().counts[key] })).filter(
    ({ count }) => count > 0,
  );

/** A roll in one line: `300 行，登记了 280 人，改了 20 人`. */
export function brief({ rows, registered, updated, undone }: Roll['counts']): string {
  const said = words().brief;
  return clauses([
    words().rows({ n: rows }),
    registered > 0 && said.registered({ count: registered }),
    updated > 0 && said.updated({ count: updated }),
    undone > 0 && said.undone({ count: undone }),
  ]);
}
