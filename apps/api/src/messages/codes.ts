import { localClock, type Moment } from '@linggong/rules/time.ts';

const MINUTE_MS = 60_000;
/** Whom to call. Nobody at the station can sign anybody in, so nothing is said of it where there is no phone. */
const call = (phone: string | undefined, joint: '；' | '。') =>
  phone ? `${joint}急的话打零工站电话 ${phone}` : '';

/** The clock time from which on it goes; never one that is too early. */
const since = (until: Moment): string =>
  localClock(new Date(Math.ceil(new Date(until).getTime() / MINUTE_MS) * MINUTE_MS));

/** No more codes are sent for now. */
export const codesUsedUp = (until: Moment, phone: string | undefined): string =>
  `这会儿要验证码的人太多，这一条没有发。${since(until)} 以后再获取${call(phone, '；')}。先前发的要是到了，照样能用。`;

/** Something is to be done first; a page with script does it by itself. `again`: what came with it didn't count. */
export const challengeAsked = (waitUntil: Moment, phone: string | undefined, again: boolean): string =>
  `${again ? '刚才那一步没有算数，再来一次。' : '这会儿新号码要验证码的人多，发之前要多一步。'}网页会自己办，一般几秒钟；没有动静的话，${since(waitUntil)} 以后再点“发验证码”，一样给你发${call(phone, '。')}。`;

/** This number had enough of them for now. */
export const numberHadEnough = (until: Moment, phone: string | undefined): string =>
  `这个号码的验证码发得够多了，这一条没有发。${since(until)} 以后再获取${call(phone, '；')}。先前发的要是到了，5 分钟内照样能用。`;

export const JUST_SENT = '刚发过一条';

export const NOT_SENT_YET = '还没有发出去';

/** Within its minute one is being sent, or could not be. */
export const notSentYet = (seconds: number): string => `刚才那一条还没有发出去，${seconds} 秒后再获取。`;

/** Within its minute one is on its way. */
export const justSent = (seconds: number): string =>
  `这个号码刚发过一条，${seconds} 秒后再发。先前发的要是到了，5 分钟内照样能用。`;
