import { DAY_MS, localClock, localDate, localDay } from '@linggong/rules/time.ts';

const MARK = /\{when:(\d{10,14})\}/g;

/**
 * Stands in a notice's text for a moment, and is said when somebody reads it (`sayTimes`): what is `明早 8 点` when it
 * is written is `今早 8 点` when it comes.
 */
export const when = (moment: Date) => `{when:${moment.getTime()}}`;

/** The text as it is right at `now`. */
export const sayTimes = (text: string, now: Date) =>
  text.replace(MARK, (_, time: string) => spokenTime(new Date(Number(time)), now));

const NEAR_DAYS = ['今天', '明天', '后天'];

function partOfDay(hour: number): [part: string, at: number] {
  if (hour < 5) return ['凌晨', hour];
  if (hour < 9) return ['早上', hour];
  if (hour < 12) return ['上午', hour];
  if (hour === 12) return ['中午', 12];
  if (hour < 18) return ['下午', hour - 12];
  return ['晚上', hour - 12];
}

/** 明早 8 点, 今晚 7 点半, 11月24日下午 2 点 15 分. */
export function spokenTime(moment: Date, now: Date): string {
  const ahead = (Date.parse(localDay(moment)) - Date.parse(localDay(now))) / DAY_MS;
  const day = NEAR_DAYS[ahead];
  const [hour, minute] = localClock(moment).split(':').map(Number) as [number, number];
  const [part, at] = partOfDay(hour);
  const short = (day === '今天' || day === '明天') && (part === '早上' || part === '晚上');
  const joined = short ? `${day[0]}${part[0]}` : `${day ?? localDate(moment)}${part}`;
  const rest = minute === 0 ? '' : minute === 30 ? '半' : ` ${minute} 分`;
  return `${joined} ${at} 点${rest}`;
}
