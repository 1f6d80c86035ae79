import { datedTime } from '@linggong/rules/dated.ts';
import { datesInSource } from '@linggong/rules/words/in-source.ts';
import type { NoticeWords } from '../../platform/notices/kind.ts';
import type { NoticeRecord } from './model.ts';

const MARK = /\{when:(\d{10,14})\}/g;

const sayTimes = (text: string) =>
  text.replace(MARK, (_, time: string) => datedTime(new Date(Number(time)), datesInSource()));

/**
 * The words of a notice that was stored in words, with marks where a moment stands: until version 0.9 all were, and they
 * are kept for ninety days. Null for others.
 */
export function wordsOfBefore({ said, title, body = '' }: NoticeRecord): NoticeWords | null {
  return said || title === undefined ? null : { title: sayTimes(title), body: sayTimes(body) };
}
