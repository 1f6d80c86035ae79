import type { Import } from '@linggong/contracts/import.ts';
import { imports as words } from '#lib/messages/imports.ts';

export type Figure = { key: keyof typeof words.counts; count: number; word: string };

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
  ORDER.map((key) => ({ key, count: counts[key], word: words.counts[key] })).filter(({ count }) => count > 0);

/** Rows that became no gig. */
export const leftOut = ({ error, duplicate, changed, stopped, hidden }: Import['counts']): number =>
  error + duplicate + changed + stopped + hidden;

/** `1.4 MB`, `23 KB`, `812 字节`. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return words.bytes(bytes);
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
