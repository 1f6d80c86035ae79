import type { Posting } from '@linggong/contracts/posting.ts';
import type { Finding } from './rule.ts';
import { originalWords, readText, textFields } from './text.ts';

/**
 * Phrases that a rule looks for, and whole phrases around them that are harmless: a hit inside a harmless
 * phrase doesn't count. Written as regular expressions over folded text (see `text.ts`), where besides
 *   …   stands for up to 6 characters within the clause
 *   {NAME}  stands for a list of `VOCABULARY`
 */
export type Phrases = { any: readonly string[]; unless?: readonly string[] };

/** Ends a clause. A space counts, since a lone character's was taken away before. */
const CLAUSE_END = '，。；！？,;!?\\n\\s';

/** Words that many lists need. */
export const VOCABULARY: Readonly<Record<string, string>> = {
  /** Says that something is not asked: 不收 (押金). */
  NOT_ASKED:
    '(?:不(?:会|再|得|可|能|准)?(?:收取|收|需要|需|用|必|要求|要|另收|扣)|无需|无须|勿需|免收|免除|免交|免|没有|无|零|(?<![\\d.])0(?:元)?|严禁|禁止|杜绝|拒绝|绝无|概无)(?:你|您|工人|大家|任何|其他|一切|各种|所谓|什么|额外|缴纳|收取|缴|交|收|付)*',
  /** Says it behind: (押金) 一律不收. */
  NOT_ASKED_AFTER:
    '(?:一律|全部|统统|一概|全|都|也|一分)*(?:不收|不要|不用|不需要|不需|不扣|无需|免收|全免|免费|免交|免|没有|:?无(?!论)|:?零|:?0元|:?不收)',
  /** Who pays instead of the worker. */
  PAYER:
    '(?:公司|老板娘?|我们|我方|单位|甲方|厂里|工厂|厂方|厂|店里|本店|门店|雇主|合作社|项目部|项目|工地|企业|政府|人社局|劳动局|就业局|县里|乡里|村里|村委会|学校|酒店|饭店|餐厅|超市|东家|家里|主家|医院|站里|队里|社区|平台)',
  PAYS: '(?:全额|全部|统一|来|给|帮|负责|都|全)*(?:出|付|交|缴|承担|负责|报销|垫付|垫|掏|买单|补贴|包|解决)',
  MALE_FEMALE: '(?:妇女|(?:男|女)(?:性|士|生|工|孩|人|同志|员工)?)',
  ETHNIC:
    '(?:少数民族|汉族|藏族|回族|彝族|维吾尔族|维族|苗族|羌族|白族|傣族|蒙古族|壮族|土家族|门巴族|珞巴族|纳西族|外族|汉人|藏人|藏民|回民)',
  ONLY: '(?:只限|仅限|只招|只要|只收|仅招|仅收|专招|单招|限招|限定|就要|限)',
  REFUSE: '(?:不要|不招|不收|不用|不接受|不接收|不考虑|不录用|拒绝|拒收|拒招|谢绝|禁止|排除)',
  REFUSED: '(?:勿扰|勿来|勿投|免谈|免|除外|不要|不招|不收|不用|不考虑|不行|谢绝|别来|别投|止步|绕行)',
};

const sourceOf = (phrase: string): string =>
  phrase
    .replace(/\{([A-Z_]+)\}/g, (_, name: string) => VOCABULARY[name] ?? `{${name}}`)
    .replaceAll('…', `[^${CLAUSE_END}]{0,6}?`);
const compile = (phrase: string): RegExp => new RegExp(sourceOf(phrase), 'gu');

type Span = { start: number; end: number };

function spans(text: string, patterns: readonly RegExp[]): Span[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter((m) => m[0] !== '')
      .map((m) => ({ start: m.index, end: m.index + m[0].length })),
  );
}

/** Spans that overlap become one, so that 只要男 and 要男的 are marked as 只要男的. */
function merge(found: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const { start, end } of [...found].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** A finder of the phrases in one text; it gives the original words, each once. */
export function phraseFinder({ any, unless = [] }: Phrases): (text: string) => string[] {
  const wanted = any.map(compile);
  // Nearly every text has none of them: one look says so.
  const one = new RegExp(any.map((phrase) => `(?:${sourceOf(phrase)})`).join('|'), 'u');
  const harmless = unless.map(compile);
  return (original) => {
    const folded = readText(original);
    if (!one.test(folded.text)) return [];
    const hits = spans(folded.text, wanted);
    const excused = spans(folded.text, harmless);
    const counted = hits.filter((h) => !excused.some((e) => e.start <= h.start && h.end <= e.end));
    return [...new Set(merge(counted).map((s) => originalWords(folded, s.start, s.end)))];
  };
}

/** A rule's check that looks for phrases in every free text, with one piece of advice. */
export function phraseCheck(phrases: Phrases, advice: string): (posting: Posting) => Finding[] {
  const find = phraseFinder(phrases);
  return (posting) =>
    textFields(posting)
      .map(({ field, text }) => ({ field, words: find(text), advice }))
      .filter(({ words }) => words.length > 0);
}
