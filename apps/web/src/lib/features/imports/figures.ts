import type { Import } from '@linggong/contracts/import.ts';
import { clauses } from '#lib/format/list.ts';
import type { Words } from '#lib/words/types.ts';
import { wordsOf } from '#lib/words/words.ts';

const words = () => wordsOf('imports');

export type Figure = { key: keyof Words['imports']['counts']; count: number; word: string };

const ORDER: Figure['key'][] = [
  'new',
  'imported',
  'undone',
  'kept',
  'employers',
  'error',
  'changed',
  'stopped',
  'duplicate',
  'hidden',
  'flagged',
  'blank',
];

/** The figures of an import that say something, the ones that matter first. */
export const figuresOf = (counts: Import['counts']): Figure[] =>
  ORDER.map((key) => ({ key, count: counts[key], word: words().counts[key] })).filter(
    ({ count }) => count > 0,
  );

/** An import in one line: `12 行，10 条进了待审核，2 行没法导入`. */
export function brief({ rows, imported, undone, error }: Import['counts']): string {
  const said = words().brief;
  return clauses([
    words().rows({ n: rows }),
    imported > 0 && said.imported({ count: imported }),
    undone > 0 && said.undone({ count: undone }),
    error > 0 && said.error({ count: error }),
  ]);
}

/** Rows that became no gig. */
export const leftOut = ({ error, duplicate, changed, stopped, hidden }: Import['counts']): number =>
  error + duplicate + changed + stopped + hidden;

/** `1.4 MB`, `23 KB`, `812 字节`. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return words().bytes({ n: bytes });
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
