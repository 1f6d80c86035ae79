import { datedTime } from '@linggong/rules/dated.ts';

const MARK = /\{when:(\d{10,14})\}/g;

/** Stands in a notice's text for a moment; `sayTimes` puts it in words. */
export const when = (moment: Date) => `{when:${moment.getTime()}}`;

/**
 * The text with its moments as `11月24日 周二 8:00`: a notice lies on a locked screen or in a list of messages until
 * somebody looks, so it names the day by its date.
 */
export const sayTimes = (text: string) =>
  text.replace(MARK, (_, time: string) => datedTime(new Date(Number(time))));
