import { clock, dayWord } from '#lib/format/time.ts';
import { local } from '#lib/format/zone.ts';
import { desk } from '#lib/messages/desk.ts';

const MINUTE = 60_000;

/** How long is left to decide, or by how much it is late: `还有 1 小时 20 分`, `明天 11:00 前`, `晚了 2 天`. */
export function leftText(dueAt: string, now: Date): { text: string; late: boolean; soon: boolean } {
  const minutes = Math.round((new Date(dueAt).getTime() - now.getTime()) / MINUTE);
  if (minutes <= 0) {
    const days = Math.floor(-minutes / 1440);
    return { text: days > 0 ? desk.lateDays(days) : desk.late(-minutes), late: true, soon: false };
  }
  const today = local(dueAt).dayNumber === local(now).dayNumber;
  const text = today ? desk.left(minutes) : desk.leftDays(`${dayWord(dueAt, now)} ${clock(dueAt)} `);
  return { text, late: false, soon: minutes <= 30 };
}

/** How long something has waited by now, as it stands in a list: `已等 3 小时`. */
export const waitedText = (since: string, now: Date): string =>
  desk.waited(Math.max(0, Math.floor((now.getTime() - new Date(since).getTime()) / MINUTE)));

/** Whole seconds until then, never less than none. */
export const leftSeconds = (until: string, now: Date): number =>
  Math.max(0, Math.ceil((new Date(until).getTime() - now.getTime()) / 1000));
