const HAN_DIGITS = '零一二三四五六七八九';
const HAN_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };

/**
 * `二百五十`, `三千`, `一万二千`, and as one says them: `两百五` is 250, `一千二` 1200. Null where it is no one number
 * (`三四百`).
 */
export function hanNumber(text: string): number | null {
  let sum = 0;
  let digit: number | null = text.startsWith('十') ? 1 : null;
  let last = Number.POSITIVE_INFINITY;
  let gap = false;
  for (const char of text) {
    const unit = HAN_UNITS[char];
    if (unit !== undefined) {
      if (digit === null || unit >= last) return null;
      sum += digit * unit;
      [digit, last, gap] = [null, unit, false];
    } else if (char === '零') {
      if (digit !== null || gap) return null;
      gap = true;
    } else {
      if (digit !== null) return null;
      digit = char === '两' ? 2 : HAN_DIGITS.indexOf(char);
    }
  }
  if (digit === null) return sum > 0 && !gap ? sum : null;
  if (sum === 0) return null;
  return sum + digit * (gap ? 1 : last / 10);
}

/** Where nothing follows that could belong to the number. */
const HAN_FIGURE =
  /(?<![零一二两三四五六七八九十百千万])([零一二两三四五六七八九十百千万]{2,9}?)(?=[元块/每\-—~至到,，;。+]|[一1](?:天|日|月|个|小时|件|班|趟|车|亩|吨|斤|袋)|$)/g;
const roundFigures = (whole: string) => String(hanNumber(whole) ?? whole);

const DIGIT = '[\\d一二两三四五六七八九]';
const digits = (text: string) =>
  text.replace(/[一二两三四五六七八九]/g, (char) => String(hanNumber(`${char}十`)! / 10));
/** Small money stands before what it is paid for, or ends there. */
const PAID_FOR = '(?=钱|[/每,，;。;()]|[一1](?!\\d)|$)';
/** `3毛5一斤`, `五毛`, `8分钱一个`, `1块5`, `两块五毛`. */
const SMALL_MONEY = new RegExp(
  `(?<![\\d.每/一二两三四五六七八九十百千万毛角块元分])(?:(?<yuan>\\d+|${DIGIT})[元块](?<tenth>${DIGIT})[毛角]?|(?<jiao>${DIGIT})[毛角](?<fen>(?![一1][^\\d]?)${DIGIT})?分?|(?<bare>${DIGIT})分(?=钱|[/每]))${PAID_FOR}钱?`,
  'g',
);
/** One digit and the word for yuan: `两元/件`. */
const ONE_YUAN =
  /(?<![每/一二两三四五六七八九十百千万\d毛角块元分])([一二两三四五六七八九])(?=[元块](?!砖|石|地))/g;

function smallMoney(...args: unknown[]): string {
  const groups = args.at(-1) as Partial<Record<'yuan' | 'tenth' | 'jiao' | 'fen' | 'bare', string>>;
  const figure = (text: string | undefined) => (text ? digits(text) : '0');
  const { yuan, tenth, jiao, fen, bare } = groups;
  if (yuan) return `${figure(yuan)}.${figure(tenth)}元`;
  return `0.${jiao ? figure(jiao) : '0'}${figure(bare ?? fen)}元`;
}

/** A text with full-width figures, thousands commas, 二百 and 三毛五 made plain (`0.35元`), without spaces. */
export const plainMoney = (text: string): string =>
  text
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s¥]/g, '')
    .replace(HAN_FIGURE, roundFigures)
    .replace(SMALL_MONEY, smallMoney)
    .replace(ONE_YUAN, (digit) => digits(digit));
