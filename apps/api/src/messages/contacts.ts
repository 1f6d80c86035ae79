import { datedTime } from '@linggong/rules/dated.ts';

type Station = { phone: string | null; hours: string | null };

/** Whom to ask: the station by its phone, where that is set. */
const stationAt = ({ phone, hours }: Station): string =>
  phone ? `打零工站 ${phone}${hours ? `（${hours}）` : ''}，他们帮你联系` : '找本地零工站，他们帮你联系';

/** No new number more until then; what was shown before stays. */
export const contactCapSentence = (cap: number, until: Date, station: Station): string =>
  `一天最多看 ${cap} 个新电话，${datedTime(until)} 以后再看。看过的还在。急着找人，${stationAt(station)}。`;
