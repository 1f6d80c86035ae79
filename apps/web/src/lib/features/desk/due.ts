import { clock, dayWord } from '#lib/format/time.ts';
import { local } from '#lib/format/zone.ts';
import { wordsOf } from '#lib/words/words.ts';

const desk = () => wordsOf('desk');

const MINUTE = 60_000;

/** How long is left to decide, or by how much it is late: `还有 1 小时 20 分`, `明天 11:00 前`, `晚了 2 天`. */
export function leftText(dueAt: string, now: Date): { text: string; late: boolean; soon: boolean } {
  const minutes = Math.round((new Date(dueAt).getTime() - now.getTime()) / MINUTE);
  if (minutes <= 0) {
    const days = Math.floor(-minutes / 1440);
    return {
      text: days > 0 ? desk().lateDays({ days }) : inHours(-minutes, desk().lateMinutes, desk().lateHours),
      late: true,
      soon: false,
    };
  }
  const today = local(dueAt).dayNumber === local(now).dayNumber;
  const text = today
    ? inHours(minutes, desk().leftMinutes, desk().leftHours)
    : desk().leftDays({ day: `${dayWord(dueAt, now)} ${clock(dueAt)} ` });
  return { text, late: false, soon: minutes <= 30 };
}

function inHours(
  minutes: number,
  short: (values: { minutes: number }) => string,
  long: (values: { hours: number; minutes: number }) => string,
): string {
  return minutes < 60 ? short({ minutes }) : long({ hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** How long something has waited by now, as it stands in a list: `已等 3 小时`. */
export function waitedText(since: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - new Date(since).getTime()) / MINUTE);
  const { waited } = desk();
  if (minutes < 1) return waited.now;
  if (minutes < 60) return waited.minutes({ minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? waited.hours({ hours }) : waited.days({ days: Math.floor(hours / 24) });
}

/** Whole seconds until then, never less than none. */
export const leftSeconds = (until: string, now: Date): number =>
  Math.max(0, Math.ceil((new Date(until).getTime() - now.getTime()) / 1000));
