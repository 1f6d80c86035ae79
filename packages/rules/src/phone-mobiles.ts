import type { Group } from './phone-figures.ts';

/** What a number stands in: the text, and what parts it from the figures before and after it in the same run. */
export type Around = { text: string; before: string | null; after: string | null };

const MOBILE = /^1[3-9]\d{9}$/;
/** How a mobile number is cut whatever stands at the cuts: `3-4-4` and so on. Times, dates and amounts in a row are cut otherwise. */
const CUTS = new Set([
  ...['11', '3-4-4', '3-8', '3-3-5', '4-4-3', '4-3-4', '7-4', '5-6', '6-5', '3-5-3', '4-7'],
  ...['1-10', '1-2-4-4', '2-2-2-2-2-1', '1-2-2-2-2-2', '3-4-2-2'],
]);

/** The figures of groups. */
export const joined = (groups: readonly Group[]) => groups.map(({ figures }) => figures).join('');
const cutOf = (groups: readonly Group[]) => groups.map(({ figures }) => figures.length).join('-');

const DASHES = /[-‐-―−﹣－ー_＿~～]/gu;
const DOTS = /[.．。·•・‧⋅∙●]/gu;
const COMMAS = /[,，、;；]/gu;
/** What parts two groups, as marks are the same to the eye: ` - ` and `—`, `·` and `····`. */
function kindOfGap(gap: string): string {
  const marks = gap.replace(/\s+/gu, '').toLowerCase();
  if (marks === '') return gap === '' ? '' : ' ';
  const plain = marks.replace(DASHES, '-').replace(DOTS, '.').replace(COMMAS, ',');
  return plain.replace(/([^\p{L}])\1+/gu, '$1');
}
const gapsOf = (groups: readonly Group[]) => groups.slice(1).map(({ gap }) => kindOfGap(gap));
/** Whether the same stands at each cut. */
export const alikeGaps = (groups: readonly Group[]) => new Set(gapsOf(groups)).size < 2;

const LETTERS = /[\p{L}\p{N}]/u;
const CLOSE_MAX = 3;
/** No word stands between the groups, and little else. */
export const isClose = (groups: readonly Group[]) =>
  groups.slice(1).every(({ gap }) => gap.length <= CLOSE_MAX && !LETTERS.test(gap));

/** No amount begins with a nought, and no day: only a number that was cut apart. */
const hasNought = (groups: readonly Group[]) =>
  groups.slice(1).some(({ figures }) => figures.startsWith('0'));
const isSingles = (groups: readonly Group[]) => groups.every(({ figures }) => figures.length === 1);

const round = (value: number) => value >= 10 && value % 10 === 0;
/** Amounts or days in a row: none with a nought before it, in order or nearly all of them round. */
function isList(groups: readonly Group[], gap: string): boolean {
  if (hasNought(groups) || groups.some(({ figures }) => figures.length > 4)) return false;
  const values = groups.map(({ figures }) => Number(figures));
  const ascending = values.every((value, i) => i === 0 || value >= values[i - 1]!);
  const descending = values.every((value, i) => i === 0 || value <= values[i - 1]!);
  if (values.every((value) => value >= 10) && (ascending || descending)) return true;
  if (values.every((value) => value % 5 === 0) || values.filter(round).length >= values.length - 1)
    return true;
  return gap === ',' && (groups.length < 9 || values.every((value) => value <= 31));
}

const minutes = (figures: string | undefined) => /^[0-5][05]$/.test(figures ?? '');
/** `1400-1800`, `14 00 18 00`: from when to when. */
function areTimes(groups: readonly Group[]): boolean {
  const [a, b, c, d] = groups.map(({ figures }) => figures);
  if (cutOf(groups) === '4-4-3')
    return [a, b].every((t) => /^[01]\d[0-5][05]$/.test(t!)) && !alikeGaps(groups);
  return cutOf(groups) === '2-2-2-2-3' && Number(a) < 24 && Number(c) < 25 && minutes(b) && minutes(d);
}
const DAY = /^(?:19|20)\d\d-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?:-|$)/;
const isDate = (groups: readonly Group[]) => DAY.test(groups.map(({ figures }) => figures).join('-'));
/** `139.162.10.138`: the address of a computer. */
const isAddress = (groups: readonly Group[], gap: string) =>
  gap === '.' &&
  groups.length === 4 &&
  !hasNought(groups) &&
  groups.every(({ figures }) => Number(figures) < 256);

const UNIT = /^\s*(?:元|块|人|个|名|岁|斤|件|台|吨|号|日|天|月|米|平|￥|%)/u;
const LENGTH = /^\s*(?:mm|cm|dm|m(?![a-z])|毫米|厘米|分米|公分|米|寸)/iu;
const TIMES_SIGN = /^[*×x✕✖╳乘＊]$/iu;
const after = (groups: readonly Group[], { text }: Around) => {
  const { end } = groups.at(-1)!;
  return text.slice(end, end + 6);
};
const before = (groups: readonly Group[], { text }: Around) => {
  const { start } = groups[0]!;
  return text.slice(Math.max(0, start - 10), start);
};

const CODE =
  /(?:[货型款编单批料件图架机列同文]号|[条编]码|[订运]单)[^\p{L}\p{N}]{0,3}[a-z]{0,4}[^\p{L}\p{N}]{0,1}$|(?:\bsn|\bno)[.:：\s]*[a-z]{0,4}$/iu;
const LATIN = /^[a-z]/iu;
/** Not the beginning of how a messenger is called: V, wx, QQ. */
const ONE_LETTER = /^[a-z](?<![vwq])(?![a-z])/iu;
/** The number of goods: letters stand right beside it, and what is before says so. */
const isCode = (groups: readonly Group[], around: Around) =>
  CODE.test(before(groups, around)) &&
  (ONE_LETTER.test(after(groups, around)) || /[a-z]$/iu.test(before(groups, around)));

const isMeasure = (groups: readonly Group[], around: Around) =>
  gapsOf(groups).some((gap) => TIMES_SIGN.test(gap)) && LENGTH.test(after(groups, around));

/** `13,800,138,000 元`, `138001380.00`. */
function isAmount(groups: readonly Group[], gap: string, around: Around): boolean {
  const cut = cutOf(groups);
  if (gap === ',' && cut === '2-3-3-3') return /^\s*[元块]/u.test(after(groups, around));
  return gap === '.' && ['8-3', '9-2', '10-1'].includes(cut);
}

/** Marks that may change within one number; points and commas are also of amounts. */
const LOOSE_GAP = /^[ \-/|·*#+()（）]*$/u;
/** A nought that no time of day and no amount has before it. */
const sureNought = ({ figures }: Group) =>
  /^0/.test(figures) && (figures.length === 3 || (figures.length > 3 && !/^0\d[0-5][05]$/.test(figures)));

/** Cut at any places, by the same mark at each. */
function isCutAnyhow(groups: readonly Group[], around: Around): boolean {
  const gaps = gapsOf(groups);
  const [gap = ''] = gaps;
  if (areTimes(groups) || isDate(groups)) return false;
  if (!alikeGaps(groups)) {
    if (!gaps.every((each) => LOOSE_GAP.test(each)) || isMeasure(groups, around)) return false;
    return groups.slice(1).some(sureNought) || (groups.length >= 7 && hasNought(groups));
  }
  if (isAddress(groups, gap) || isList(groups, gap) || isAmount(groups, gap, around)) return false;
  if (hasNought(groups)) return true;
  const goesOn = [around.before, around.after].some((each) => each !== null && kindOfGap(each) === gap);
  return !goesOn && !UNIT.test(after(groups, around));
}

/** What is counted or joined by: what stands between amounts in a sentence. */
const COUNTED =
  /[元块角毛分个人名位天日号点时年月周米里斤吨克岁层栋幢楼室单亩件台车袋箱次班到至和或与及平度方公万千百十路]|^(?:k?g|[kdcm]?m|[kwtlh])$/u;
const WORD_MAX = 4;
const wordIn = (gap: string) => gap.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

/** Parted by words that say nothing: `138空0013空8000`, `1e38oo138ooo`. */
function isCutByWords(groups: readonly Group[], around: Around): boolean {
  const words = groups.slice(1).map(({ gap }) => wordIn(gap));
  const cut = cutOf(groups);
  const same = new Set(words).size === 1;
  if (words.some((word) => word.length > WORD_MAX) || isDate(groups) || areTimes(groups)) return false;
  if (!(hasNought(groups) && same) && words.some((word) => COUNTED.test(word))) return false;
  if (words.some((word) => LATIN.test(word)) && /[a-z\d][-_]?$|[a-z]$/iu.test(before(groups, around)))
    return false;
  if (CODE.test(before(groups, around))) return false;
  if (words.length === 1) return words[0]!.length <= 2 && groups.every(({ kind }) => kind !== 'spoken');
  if (same) return CUTS.has(cut) || isSingles(groups) || hasNought(groups);
  return ['3-4-4', '4-4-3', '4-3-4'].includes(cut) && groups.slice(1).some(sureNought);
}

/**
 * Whether groups of figures, without the country's, are a mobile number, wherever it was cut apart. Amounts, times,
 * dates, measures, addresses and numbers of goods that have as many figures are none.
 */
export function isMobile(groups: readonly Group[], around: Around): boolean {
  if (!MOBILE.test(joined(groups)) || isCode(groups, around)) return false;
  if (groups.length === 1) return true;
  if (groups.slice(1).some(({ gap }) => LETTERS.test(gap))) {
    return !isMeasure(groups, around) && isCutByWords(groups, around);
  }
  if (!isClose(groups)) return alikeGaps(groups) && isCutAnyhow(groups, around);
  if (isSingles(groups)) return true;
  if (!CUTS.has(cutOf(groups))) return isCutAnyhow(groups, around);
  if (areTimes(groups) || isMeasure(groups, around)) return false;
  const [gap = ''] = gapsOf(groups);
  const listed = groups.length > 2 && alikeGaps(groups) && isList(groups, gap);
  if (!listed) return true;
  const allRound = cutOf(groups) !== '3-4-4' && groups.every(({ figures }) => round(Number(figures)));
  return !allRound && !UNIT.test(after(groups, around)) && !(gap === ',' && groups.length > 3);
}
