import { type Folded, originalWords } from './folded.ts';

/**
 * Words of the rules that stand across the ends of harmless ones too. Phrases are none: their ends needn't be ends of
 * words (招女 in 招女工).
 */
const WORDS =
  /^(?:毒品|大麻|冰毒|[贩运带送买卖吸制]毒|童工|陪[酒睡侍唱浴玩洗]|坐台|出台|上钟|推油|足交|包[夜养过录]|色情|刷单|传销|枪手|打手|车手|押金|跑分|走账|过账|洗钱|代孕|替考|赌[博场局]|荷官|走私|偷渡|偷拍|碰瓷|假[证烟酒药币]|卖[血肾]|垫[付资钱]|高薪|逆袭|暴[富利]|私聊|码商|卡主|收米)$/;
/** How much of the sentence is cut into words on each side of a hit. */
const AROUND = 24;
const SENTENCE_END = /[。！!?？;；\n]/;
const SPACE = /[^\S\n]+/g;
const HAN_WORD = /^\p{Script=Han}+$/u;

/** What is left of a word beyond a hit, where the word is none: figures and particles (刷单一单), 店里 behind 陪酒. */
const NO_REST = /^(?:[一二两三四五六七八九十百千万几的了也都就可吗呢]|店[里内包])/;

let words: Intl.Segmenter | null | undefined;

/** Some browsers have none: there a hit stands as it is. */
function segmenter(): Intl.Segmenter | null {
  words ??= typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('zh', { granularity: 'word' }) : null;
  return words;
}

/** Whether the ends of the words around part a word as it stands in a sentence: 毒品 in 消毒|品, 陪酒 in 陪|酒店. */
export function acrossWords(before: string, word: string, after: string): boolean {
  const known = segmenter();
  if (known === null) return false;
  const left = before.slice(-AROUND).split(SENTENCE_END).at(-1) ?? '';
  const right = after.slice(0, AROUND).split(SENTENCE_END)[0] ?? '';
  const from = left.length;
  const to = from + word.length;
  for (const { index, segment } of known.segment(left + word + right)) {
    const next = index + segment.length;
    if (next <= from) continue;
    if (index >= to) break;
    if (index < from || (next > to && !NO_REST.test(right))) return true;
  }
  return false;
}

/**
 * Whether a word of the rules is none where it stands but parts of others, with or without a space: 陪 酒店客人. The
 * sentence is read as it was written; a hit with a mark in between or in other signs is never taken for that.
 */
export function cutsWords(folded: Folded, start: number, end: number): boolean {
  if (!WORDS.test(folded.text.slice(start, end))) return false;
  const hit = originalWords(folded, start, end);
  const written = hit.replace(SPACE, '');
  if (written.length !== end - start || !HAN_WORD.test(written)) return false;
  const at = folded.places[start]!;
  return acrossWords(
    folded.original.slice(Math.max(0, at - AROUND), at),
    written,
    folded.original.slice(at + hit.length, at + hit.length + AROUND),
  );
}
