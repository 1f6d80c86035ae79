import type { PayUnit } from '@linggong/contracts/pay-unit.ts';
import type { Piece } from '@linggong/contracts/posting.ts';
import { plainMoney } from './money-text.ts';
import { PIECE_WORD, pieceWord, sharedBy } from './piece-text.ts';

/** What a free text says of pay. Amounts in fen; `rest` is what else it says. */
export type PayText = {
  amountFen: number;
  /** Upper end of a range; null where it is one amount. */
  amountMaxFen: number | null;
  /** Null where the text doesn't tell; a sheet may have it in a column of its own. */
  unit: PayUnit | null;
  /** Of pay by the piece, else null. */
  piece: Piece | null;
  rest: string;
};

/** `year` is understood only to leave it alone: there is no such unit. */
type Unit = PayUnit | 'year';

const UNIT_WORDS: readonly (readonly [Unit, string])[] = [
  ['hour', '个?(?:小时|钟头?)|h(?:our)?|时'],
  ['month', '个?月|month'],
  ['year', '年'],
  ['day', '天|日|工日|工时日|个?工(?!件)|班|day'],
  ['piece', PIECE_WORD],
];
const SUFFIX = UNIT_WORDS.map(([, words]) => words).join('|');

const PREFIX_WORDS: readonly (readonly [Unit, string])[] = [
  ['hour', '时薪|小时工资|每个?小时|每个?钟头?|一小时|一个小时|1小时|按小时'],
  ['day', '日薪|日工资|(?:每天|一天|每日|日)保底|保底(?:每天|一天|日薪)|每天|一天|每日|天薪|按天|[每一]个工'],
  ['month', '月薪|月工资|每个?月|一个月|(?:无责)?底薪|月保底|基本工资|基本薪资|固定工资'],
  ['year', '年薪|每年'],
  ['piece', `计件(?:单价|工资|价)?|按件|[每一](?:${PIECE_WORD})`],
  ['whole', '一口价|总价|包干|整活|一共|总共|全部干完|干完'],
];
/** Before an amount that is the pay, of no unit by themselves. */
const PLAIN_PREFIX = '税后|税前|到手|实发|保底|(?<![^，。；,;(])(?:工资|薪资|薪水|工钱|工价|价钱|单价)';
const PREFIX = [...PREFIX_WORDS.map(([, words]) => words), PLAIN_PREFIX].join('|');

/** What is assured is the pay; the rest comes on top of it, or may. */
const ASSURED = /^(?:无责)?底薪|保底|^基本(?:工资|薪资)|^固定工资/;

/** An amount after these is no basic pay: it comes on top, is taken off, is an upper bound, or a sum of what may come. */
const EXTRA =
  /(?:\+|另|补|贴|奖|提成|全勤|绩效|职级|加班|津贴|夜班费|路费|车费|押金?|扣|罚款?|费|租|保险|最高|最多|至多|顶多|上限|高达|可达|封顶|不超过|不高于|不多于|(?<!不)低于|(?<!不)少于|小于|不到|≤|<|不低于底薪|综合(?:薪资|工资|收入|月薪|待遇)?|总(?:收入|工资|薪资)|合计|月收入)[^\d，。；,;]{0,5}$/;

/** Behind an amount: it is not what is paid, but the most that may be. */
const CAPPED = new RegExp(
  `^[(]?(?:[/每](?:${SUFFIX}))?(?:封顶|以内|以下|之内|上限|为限|顶天|内(?![部勤容])|不到)`,
);

/** Other pay for women than for men is no range. */
const BY_SEX =
  /男[^，。；,;\d女]{0,6}\d[^男]*女[^，。；,;\d男]{0,6}\d|女[^，。；,;\d男]{0,6}\d[^女]*男[^，。；,;\d女]{0,6}\d|\d{1,6}[元块/天日]{0,4}[(（]?男[^\d]{0,8}\d+[元块/天日]{0,4}[(（]?女|\d{1,6}[元块/天日]{0,4}[(（]?女[^\d]{0,8}\d+[元块/天日]{0,4}[(（]?男/;

/** The words that promise men and women different pay; null where none do. */
export const payBySex = (text: string): string | null => BY_SEX.exec(text)?.[0] ?? null;

const NUMBER = '(\\d+(?:\\.\\d+)?)(万|w|千|k)?';
const AMOUNT = new RegExp(
  `(?<prefix>(?:${PREFIX})(?:工资)?(?::|约|大约|为|是|给|都?能?拿?)?)?(?<!\\d|\\d[.:])${NUMBER}(?:元|块钱?)?(?:(?:-|—|–|~|至|到)+${NUMBER})?(?<yuan>元|块钱?)?(?:起|左右|以上|不等|\\+)?(?:[/每](?:人|位))?(?:(?:(?:/|每|一|按)(?<suffix>${SUFFIX})(?![a-z点号:]))|(?<not>[\\d.:]|小时|时|点|号|日|天|人|名|岁|月|周|分|年|%|个|次|公|米|斤|件|吨|h))?`,
  'g',
);

const MULTIPLIERS: Readonly<Record<string, number>> = { 万: 10_000, w: 10_000, 千: 1000, k: 1000 };

function fen(number: string, multiplier: string | undefined): number | null {
  const exact = Number(number) * (multiplier ? (MULTIPLIERS[multiplier] ?? 1) : 1) * 100;
  const whole = Math.round(exact);
  return Math.abs(exact - whole) < 1e-6 && whole > 0 && whole <= 1_000_000_000 ? whole : null;
}

const unitOf = (word: string | undefined, table: readonly (readonly [Unit, string])[]) =>
  word === undefined
    ? null
    : (table.find(([, words]) => new RegExp(`^(?:${words})`).test(word))?.[0] ?? null);

type Amount = {
  start: number;
  end: number;
  lowFen: number;
  highFen: number | null;
  unit: Unit | null;
  /** Of pay by the piece, as a ticket says it; null: not said. */
  word: string | null;
  /** `extra` is left out; `assured` wins over what else is said. */
  kind: 'basic' | 'extra' | 'assured';
};

function readAmount(match: RegExpExecArray | RegExpMatchArray, text: string): Amount | null {
  const [whole, , low = '', lowTimes, high, highTimes] = match;
  const { prefix, yuan, suffix, not } = match.groups ?? {};
  const start = match.index ?? 0;
  const alone = whole.length === text.length;
  // `3500+提成` is nothing but pay, too.
  const withMore = start === 0 && Number(low) >= 100 && /\+$/.test(whole);
  const money =
    yuan !== undefined || /元|块/.test(whole) || suffix !== undefined || lowTimes || highTimes || withMore;
  if (not !== undefined || !(money || prefix || alone)) return null;
  // 5-6千 means 5千 to 6千, but 8000-1万 says what it means.
  const sharedTimes = lowTimes ?? (high !== undefined && Number(low) < 100 ? highTimes : undefined);
  const lowFen = fen(low, sharedTimes);
  const highFen = high === undefined ? null : fen(high, highTimes);
  if (lowFen === null || (high !== undefined && (highFen === null || highFen < lowFen))) return null;
  const before = text.slice(0, start);
  const capped = CAPPED.test(text.slice(start + whole.length)) || /(?:以内|以下)/.test(whole);
  const kind = capped || EXTRA.test(before) ? 'extra' : ASSURED.test(prefix ?? '') ? 'assured' : 'basic';
  const unit = unitOf(suffix, UNIT_WORDS) ?? unitOf(prefix, PREFIX_WORDS);
  const named =
    suffix ??
    /^[每一](?<word>.*[^:：约大为是给都能拿])[:：约大为是给都能拿]*$/.exec(prefix ?? '')?.groups?.word;
  const word = unit === 'piece' && named ? pieceWord(named) : null;
  return { start, end: start + whole.length, lowFen, highFen, unit, word, kind };
}

/** A part of it that is each one's, where it was said how many share the whole. */
const EACH = /(?:每人|人均|一人|各|各[得分]|=|合)(?:约|是)?$/;

/** An amount of a text with the words in which it stands, made plain; `before` is what stands in its clause before it. */
export type SaidPay = {
  lowFen: number;
  highFen: number;
  unit: PayUnit | 'year';
  words: string;
  before: string;
  figure: string;
};

/**
 * The amounts of a free text that may be a basic pay, and say for what: neither what comes on top, is taken off or adds
 * up, nor an upper bound. Empty where men and women are paid otherwise.
 */
export function saidPays(original: string): SaidPay[] {
  const text = plainMoney(original);
  if (BY_SEX.test(text)) return [];
  return [...text.matchAll(AMOUNT)].flatMap((match) => {
    const amount = readAmount(match, text);
    if (!amount || amount.kind === 'extra' || amount.unit === null) return [];
    const { lowFen, highFen, unit, start, end } = amount;
    const before = text
      .slice(0, start)
      .split(/[，。；,;!！?？\n]/)
      .at(-1)!;
    return [
      { lowFen, highFen: highFen ?? lowFen, unit, words: text.slice(start, end), before, figure: match[2]! },
    ];
  });
}

type Pays = { basics: Amount[]; dayMinFen: number | null };

/** The amounts that are the pay. What is assured is, but for a day's assured pay beside pay by the piece. */
function paysOf(amounts: Amount[]): Pays {
  const assured = amounts.filter((a) => a.kind === 'assured');
  const basics = amounts.filter((a) => a.kind === 'basic');
  const dayMin = assured.length === 1 && assured[0]!.unit === 'day' ? assured[0]! : null;
  if (dayMin && basics.length > 0 && basics.every(({ unit }) => unit === 'piece'))
    return { basics, dayMinFen: dayMin.lowFen };
  return { basics: assured.length > 0 ? assured : basics, dayMinFen: null };
}

/**
 * Reads pay from the free text of a spreadsheet: `21-31元/小时`, `日薪180`, `5000—6000/月`, `1.2万/月`,
 * `二百五十元/天`, `一天两百五`, `5毛一斤`. What is assured is the pay: of `底薪2340元+…，综合薪资：到手7000-9000元+` the
 * 底薪; sums and what comes on top stay in the words. Pay by the piece is read with what it is for, how many share it
 * and what a day is assured of: `110元/车两人分`, `计件0.35元/个，保底200元/天`. Several amounts of one unit
 * (`白班200元/天，夜班220元/天`) make a range. Null where it can't be told: no amount (面议), amounts of different
 * units, pay by the year, other pay for women than for men, only an upper bound (`200元/天封顶`, `3千以下/月`) or a
 * sum (`综合6000-8000`). Nothing is ever guessed.
 */
export function parsePayText(original: string): PayText | null {
  const text = plainMoney(original);
  if (BY_SEX.test(text)) return null;
  const shared = sharedBy(text);
  const amounts = [...text.matchAll(AMOUNT)]
    .map((match) => readAmount(match, text))
    .filter((amount) => amount !== null)
    .filter(({ start }, i) => i === 0 || shared === null || !EACH.test(text.slice(0, start)));
  const { basics, dayMinFen } = paysOf(amounts);
  const [first, ...others] = basics;
  if (!first) return null;
  const { unit } = first;
  const words = new Set(basics.flatMap(({ word }) => word ?? []));
  if (unit === 'year' || words.size > 1 || others.some((a) => a.unit !== unit)) return null;
  const low = Math.min(...basics.map((a) => a.lowFen));
  const high = Math.max(...basics.map((a) => a.highFen ?? a.lowFen));
  const rest = [...basics]
    .reverse()
    .reduce((t, a) => t.slice(0, a.start) + t.slice(a.end), text)
    .replace(/^[，。；、,;:+]+|[，。；、,;:+]+$/g, '');
  const piece = unit === 'piece' ? { unit: [...words][0] ?? '', sharedBy: shared, dayMinFen } : null;
  return { amountFen: low, amountMaxFen: high > low ? high : null, unit, piece, rest };
}
