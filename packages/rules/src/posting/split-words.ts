import { byCode } from '../by-character.ts';
import type { Span } from './folded.ts';
import { SPELLED } from './spell-words.ts';
import { acrossWords } from './word-bounds.ts';

/** Words of the rules that are cut in two, besides those that are also misspelled. */
const OTHERS =
  '毒品 大麻 童工 传销 枪手 打手 走私 洗钱 包夜 裸贷 卖淫 色情 走账 冰毒 违约金 诚意金 入职费 买卵 试用期 扣押 抵押 纹身 残疾 结核 传染病 艾滋 梅毒 有案底'.split(
    ' ',
  );
/** A comma or a figure between is part of an honest list for others: 东1、北2. */
const ALWAYS = new Set(['押金', '跑分', '裸贷', '乙肝', '代孕', '卖淫']);

const SPACE = '[^\\S\\n]{0,3}\\n?[^\\S\\n]{0,3}';
const MARK = '[\\d，,、。.;；:：!！?？]';
const joined = (word: string, gap: string) => [...word].join(gap);
const bySpace = new RegExp(
  [...SPELLED.map(([word]) => word), ...OTHERS]
    .filter((word) => word.length > 1)
    .sort((a, b) => b.length - a.length)
    .map((word) => joined(word, SPACE))
    .join('|'),
  'g',
);
const byMark = new RegExp(
  [...SPELLED.map(([word]) => word), ...OTHERS]
    .filter((word) => word.length > 2 || ALWAYS.has(word))
    .sort((a, b) => b.length - a.length)
    .map((word) => joined(word, `${MARK}?`))
    .join('|'),
  'g',
);
const NO_LETTER = /[^\p{Script=Han}a-z]/gu;
/**
 * What stands between two characters of a word that is cut there; the character behind may be the one before the next.
 */
const CUT = /\p{Script=Han}[\s\d，,、。.;；:：!！?？]{1,7}(?=\p{Script=Han})/gu;
const IN_CUT = /[\s\d，,、。.;；:：!！?？]/u;
const isInCut = byCode((character) => IN_CUT.test(character));
/** The characters that follow each other in a word. */
const NEIGHBOURS = new Set(
  [...SPELLED.map(([word]) => word), ...OTHERS].flatMap((word) =>
    [...word].slice(1).map((character, at) => word.charAt(at) + character),
  ),
);
/** Whether any word may be cut: most texts have spaces and marks, few of them in the middle of such a word. */
function isCut(text: string): boolean {
  CUT.lastIndex = 0;
  while (CUT.test(text)) {
    const next = CUT.lastIndex;
    let before = next - 1;
    while (isInCut(text.charCodeAt(before))) before--;
    if (NEIGHBOURS.has(text.charAt(before) + text.charAt(next))) return true;
  }
  return false;
}

/**
 * Words of the rules with a space, a line's end, a mark or a figure between their characters: 押 金, 保⏎证金, 押1金. Where
 * the characters on both sides are other words, as in 大 麻袋, they are left.
 */
export function bySplit(text: string): Span[] {
  if (!isCut(text)) return [];
  return [bySpace, byMark].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ 0: found, index: start }) => {
      const word = found.replace(NO_LETTER, '');
      const end = start + found.length;
      if (word === found || acrossWords(text.slice(0, start), word, text.slice(end))) return [];
      return [{ start, end, word }];
    }),
  );
}
