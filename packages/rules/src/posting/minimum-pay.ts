import { timeOfWord } from '@linggong/contracts/piece-unit.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { ARTICLES } from '../messages/articles.ts';
import { ADVICE, ADVICE_WITH } from '../messages/zh-CN.ts';
import { PAID_DAYS_PER_MONTH, paidHours } from '../pay.ts';
import { onePayFen } from '../piece-pay.ts';
import { asRoles, payOver } from '../roles.ts';
import { localDay } from '../time.ts';
import { isDoubtful, type MinimumWage, wageFor } from './minimum-wage.ts';
import { missing, type PostingContext, type Rule } from './rule.ts';
import { readText, textFields } from './text.ts';

/** 劳动法 36. */
const NORMAL_DAY_HOURS = 8;
/** 劳动合同法 68: up to so many hours a day are 非全日制, to which the hourly minimum applies. */
const PART_TIME_HOURS = 4;
/** From so many hours a pause is usual, that is no working time. */
const WITH_PAUSE_HOURS = 6;
const PAUSE_HOURS = 1;

/** Labour law doesn't bind a household (劳动合同法 2), so there the figure is a measure only. */
export const measured = (advice: string, { employerKind }: Pick<PostingContext, 'employerKind'>) =>
  employerKind === 'household' ? `${advice}${ADVICE.householdMeasure}` : advice;

/** Days of work, earliest first; today where no shift is dated. */
function workDays({ shifts }: Posting, now: Date): string[] {
  const days = shifts.flatMap((s) => (s.startsAt === null ? [] : [localDay(s.startsAt)]));
  return days.length > 0 ? [...new Set(days)].sort() : [localDay(now)];
}

const WEEKS_PER_MONTH = 52 / 12;
const HAN = '一二三四五六七八九十';
const figure = (text: string): number =>
  /^\d/.test(text) ? Number(text) : text === '两' ? 2 : HAN.indexOf(text) + 1;

/** Days of work in a month as the words tell (月休 4 天, 做六休一, 每月 26 天); else 21.75. */
export function daysPerMonth(posting: Posting): number {
  const text = textFields(posting)
    .map(({ text: each }) => readText(each).text)
    .join('\n');
  const off = /(?:月休|每月休(?:息)?|一个月休(?:息)?)(\d|[一两二三四五六七八])天?/.exec(text);
  if (off) return 30 - figure(off[1]!);
  const cycle = /(?:做|上|干)(\d|[一两二三四五六七])(?:天)?休(\d|[一两二三])/.exec(text);
  if (cycle) {
    const [on, free] = [figure(cycle[1]!), figure(cycle[2]!)];
    return (30 * on) / (on + free);
  }
  const days = /(?:每月|一个月|月)(?:工作|干|上班|上|满勤|出勤)?(\d{2})天/.exec(text);
  if (days && Number(days[1]) <= 31) return Number(days[1]);
  if (/全年无休|无休|天天上班|没有休息日?/.test(text)) return 30;
  return /单休|周休一|每周休(?:息)?(?:一|1)/.test(text) ? 6 * WEEKS_PER_MONTH : PAID_DAYS_PER_MONTH;
}

/** Pay for an hour in fen, of so many hours; `hours` null: the pay itself is by the hour. */
type Hourly = { perHourFen: number; hours: number | null; leastHours: number };

function hourly(posting: Posting): Hourly | null {
  const { amountFen, unit } = posting.pay;
  if (amountFen === null || amountFen === 0 || unit === null || unit === 'piece' || unit === 'month')
    return null;
  if (unit === 'hour') return { perHourFen: amountFen, hours: null, leastHours: 1 };
  const hours = paidHours(posting.pay, posting.shifts);
  if (hours === null) return null;
  const days = unit === 'whole' ? Math.max(1, posting.shifts.length) : 1;
  const pauses = hours / days > WITH_PAUSE_HOURS ? PAUSE_HOURS * days : 0;
  return { perHourFen: Math.round(amountFen / hours), hours, leastHours: hours - pauses };
}

type Verdict = { level: 'below' | 'near'; advice: string; unsure: boolean } | null;

function hourlyVerdict(posting: Posting, row: MinimumWage, now: Date): Verdict {
  const paid = hourly(posting);
  if (paid === null || paid.perHourFen >= row.hourlyFen) return null;
  const amountFen = posting.pay.amountFen ?? 0;
  const certain = paid.hours === null || amountFen / paid.leastHours < row.hourlyFen;
  return {
    level: certain ? 'below' : 'near',
    advice: ADVICE_WITH.belowHourly(row, paid.perHourFen, paid.hours, isDoubtful(row, now)),
    unsure: !row.confirmed,
  };
}

/**
 * A month's pay against its hours: up to 4 hours a day by the hourly minimum, else by the monthly one, which is for
 * 21.75 days of 8 hours, and more for more. A pause is no working time.
 */
function monthlyVerdict(posting: Posting, row: MinimumWage, now: Date): Verdict {
  const { amountFen } = posting.pay;
  if (amountFen === null || amountFen === 0) return null;
  const shift = paidHours(posting.pay, posting.shifts);
  const days = daysPerMonth(posting);
  const day = shift === null ? NORMAL_DAY_HOURS : shift - (shift > WITH_PAUSE_HOURS ? PAUSE_HOURS : 0);
  const hours = days * day;
  const dated = isDoubtful(row, now);
  const unsure = !row.confirmed;
  if (shift !== null && shift <= PART_TIME_HOURS) {
    const perHourFen = Math.round(amountFen / hours);
    return perHourFen < row.hourlyFen
      ? { level: 'below', advice: ADVICE_WITH.belowHourly(row, perHourFen, hours, dated), unsure }
      : null;
  }
  const due = Math.round(row.monthlyFen * Math.max(1, hours / (PAID_DAYS_PER_MONTH * NORMAL_DAY_HOURS)));
  if (amountFen >= due) return null;
  const advice =
    due > row.monthlyFen
      ? ADVICE_WITH.belowMonthlyHours(row, hours, due, dated)
      : ADVICE_WITH.belowMonthly(row, dated);
  return { level: 'below', advice, unsure };
}

function verdict(posting: Posting, { wages, regionCodes, now }: PostingContext): Verdict {
  for (const day of workDays(posting, now)) {
    const row = wageFor(wages, regionCodes, day);
    if (row === null) continue;
    const found =
      posting.pay.unit === 'month' ? monthlyVerdict(posting, row, now) : hourlyVerdict(posting, row, now);
    if (found) return found;
  }
  return null;
}

/** Certain: below it even with a pause, by a figure that was read, and of an employer whom the law binds. */
const isCertain = (found: NonNullable<Verdict>, { employerKind }: PostingContext) =>
  found.level === 'below' && !found.unsure && employerKind !== 'household';

/**
 * Of pay by the piece what a day is assured of is held to it, as pay by the day; a piece that is a time (小时), as it
 * may be stored from before that was refused, as what one person gets for that time.
 */
function asDayPay(posting: Posting): Posting {
  const { pay } = posting;
  if (pay.unit !== 'piece') return posting;
  const time = timeOfWord(pay.piece?.unit ?? '');
  if (time && pay.amountFen !== null)
    return { ...posting, pay: { ...pay, unit: time, amountFen: onePayFen(pay.amountFen, pay) } };
  return { ...posting, pay: { ...pay, unit: 'day', amountFen: pay.piece?.dayMinFen ?? null } };
}

/** Of several roles the lowest paid. Blocks only where it is certain; else an operator is asked: a pause may make it enough, a household isn't bound. */
export const belowMinimum: Rule = {
  id: 'pay.below_minimum',
  level: 'block',
  article: ARTICLES.minimumWage,
  check: (posting, context) => {
    const [low] = asRoles(posting).flatMap((each) => {
      const found = verdict(asDayPay(each), context);
      return found ? [{ found, shift: each.shifts[0] }] : [];
    });
    if (!low) return [];
    const { found, shift } = low;
    const own = shift?.role?.amountFen == null ? -1 : posting.shifts.indexOf(shift);
    const field = own < 0 ? 'pay.amountFen' : `shifts.${own}.role.amountFen`;
    return [
      {
        ...missing(
          posting.pay.unit === 'piece' ? 'pay.piece.dayMinFen' : field,
          measured(found.advice, context),
        ),
        level: isCertain(found, context) ? 'block' : 'ask',
        article: posting.pay.unit === 'hour' ? ARTICLES.minimumHourly : ARTICLES.minimumWage,
      },
    ];
  },
};

/** Says what a day of piece work comes to, or what is assured. */
const OUTPUT =
  /(?:\d|[一两二三四五六七八九十百几])(?:分钟|小时)|(?:保底|底薪|最低|不低于|起薪)[^,。\n]{0,8}\d|(?:一天|每天|半天|一上午|一日|每日|日均|一个人|一班|一小时|每小时|一般|大概|平均|正常|熟手|快手|慢的?|新手|通常|估计|预计|大约|普遍)[^。\n]{0,16}(?:\d|[一二两三四五六七八九十百几])|\d[^,。\n]{0,6}(?:一天|每天|\/天|一日)/;
export const byPiece: Rule = {
  id: 'pay.piece',
  level: 'ask',
  article: ARTICLES.piece,
  check: (posting) =>
    posting.pay.unit === 'piece' &&
    !posting.pay.piece?.dayMinFen &&
    (payOver(posting.pay, posting.shifts).amountFen ?? 0) > 0 &&
    !textFields(posting).some(({ text }) => OUTPUT.test(readText(text).text))
      ? [missing('pay.amountFen', ADVICE.piece)]
      : [],
};
