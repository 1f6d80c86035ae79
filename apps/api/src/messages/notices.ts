import type { OfferChange } from '@linggong/contracts/offer.ts';
import { datedDay, datedSpan, datedTime } from '@linggong/rules/dated.ts';
import { changeText } from '@linggong/rules/messages/offer.ts';
import { localDate } from '@linggong/rules/time.ts';
import { STATION, withStation } from './station.ts';
import { takenDownSentence } from './taken-down.ts';

/** What a notice may say of a gig. No names, no phone numbers: it is shown on locked screens. */
export type Told = {
  /** `028-461` */
  number: string;
  /** The work in the employer's words. */
  title: string;
  /** `如意乡`; empty where it isn't known. */
  place: string;
  landmark: string;
  startsAt: Date | null;
  endsAt: Date | null;
  /** Tools are to be brought. */
  ownTools: boolean;
  /** Places left; null: not known. */
  open: number | null;
};

type Words = { title: string; body: string };

const work = ({ place, title }: Told) => `${place}${title}`;
const start = ({ startsAt }: Told) => (startsAt ? `${datedTime(startsAt)}，` : '');
const times = ({ startsAt, endsAt }: Told) => (startsAt ? `${datedSpan(startsAt, endsAt)}，` : '');
const number = (told: Told) => `岗位号 ${told.number}`;
const where = ({ landmark, place }: Told) => {
  const at = landmark || place;
  return at ? `，在${at}` : '';
};
/** Days of a booking, `11月30日、12月1日`. */
const dates = (days: readonly (Date | null)[]) =>
  [...new Set(days.map((day) => (day ? localDate(day) : '没写日期的那班')))].join('、');
const tools = ({ ownTools }: Told) => (ownTools ? '工具自己带。' : '');

/** To the person who took the gig. */
export const workerWords = {
  'booking.confirmed': (told: Told): Words => ({
    title: `定了：${start(told)}${work(told)}`,
    body: `${times(told)}${number(told)}${where(told)}。${tools(told)}对方的电话在“我的活”里。`,
  }),
  'booking.declined': (told: Told): Words => ({
    title: `这次没选上：${work(told)}`,
    body: `${times(told)}${number(told)}。再去看看别的活。`,
  }),
  'booking.cancelled': (told: Told): Words => ({
    title: `不用去了：${start(told)}${work(told)}取消了`,
    body: `${times(told)}${number(told)}。这天的时间空出来了，可以再找别的活。`,
  }),
  'booking.lapsed': (told: Told, days: readonly (Date | null)[] | null): Words =>
    days
      ? partWords['booking.lapsed'](told, dates(days))
      : {
          title: `没等到回话：${work(told)}`,
          body: `${times(told)}${number(told)}。到开工也没人回，这次报名过了时候，不用去了。再去看看别的活。`,
        },
  'shift.tomorrow': (told: Told): Words => ({
    title: `${start(told)}${work(told)}开工`,
    body: `${times(told)}${number(told)}${where(told)}。${tools(told)}去不了的话早点退，让别人去。`,
  }),
} as const;

/** To who holds a gig of which some days are off, while the others go on. `days`: `11月30日`. */
const partWords = {
  'booking.cancelled': (told: Told, days: string): Words => ({
    title: `${days}不用去了：${work(told)}`,
    body: `${number(told)}。取消的是${days}，别的日子照去。`,
  }),
  'booking.lapsed': (told: Told, days: string): Words => ({
    title: `${days}没等到回话：${work(told)}`,
    body: `${number(told)}。${days}的过了时候，不用去；别的日子还在等对方定。`,
  }),
  /** To the employer's members. */
  'booking.left': (told: Told, days: string, comes: boolean): Words => ({
    title: `有人退了${days}：${told.title}`,
    body: `${number(told)}。这个人${comes ? '别的日子照来' : '后面不来了，干过的日子照算工钱'}。${told.open ? `现在还缺 ${told.open} 人。` : ''}`,
  }),
} as const;

/** To who is kept from work by law since it was changed, and to the members of the employer who changed it. */
const barredWords = {
  'booking.cancelled': (told: Told): Words => ({
    title: `这个活不能干了：${start(told)}${work(told)}`,
    body: `${times(told)}${number(told)}。对方改了活，按《未成年工特殊保护规定》满 18 岁才能干，已经替你退了。再去看看别的活。`,
  }),
  'booking.left': (told: Told): Words => ({
    title: `有人按规定不能来了：${told.title}`,
    body: `${number(told)}。岗位改过以后，未满 18 岁的人按《未成年工特殊保护规定》第 3 条不能干，已经退了。${told.open ? `现在还缺 ${told.open} 人。` : ''}`,
  }),
} as const;

type Off = {
  days?: readonly (Date | null)[] | null;
  barred?: boolean;
  takenDown?: { article: string | null; shown: boolean } | null;
};

/**
 * To who holds what is off, or some days of it: by its employer's wish, by law, or as operators took it down. Then it is
 * said by whom it was and why, and who may still call.
 */
export function offWords(told: Told, { days, barred, takenDown }: Off, station: string | undefined): Words {
  if (barred) return barredWords['booking.cancelled'](told);
  const off = days ? dates(days) : null;
  if (takenDown)
    return {
      title: off ? `${off}不用去了：${work(told)}` : `不用去了：${start(told)}${work(told)}被撤下了`,
      body: `${off ? '' : times(told)}${number(told)}。${takenDownSentence(takenDown, station)}`,
    };
  return off ? partWords['booking.cancelled'](told, off) : workerWords['booking.cancelled'](told);
}

type Left = { days: readonly (Date | null)[] | null; barred: boolean; comes: boolean };

/** To the employer's members, of who won't come, or not on some days. */
export function leftWords(told: Told, { days, barred, comes }: Left): Words {
  if (barred) return barredWords['booking.left'](told);
  return days ? partWords['booking.left'](told, dates(days), comes) : employerWords['booking.left'](told);
}

/** What was changed of a gig that somebody holds. */
type Changed = {
  changes: readonly OfferChange[];
  /** An operator has yet to pass it. */
  inReview: boolean;
  /** What it now meets; null: nothing. */
  meets: { place: string; title: string } | null;
};

/** To who holds it. Without a change of the gig it is its operators who look at it. */
export function changedWords(told: Told, { changes, inReview, meets }: Changed): Words {
  if (changes.length === 0) {
    return {
      title: `先等一等：${start(told)}${work(told)}`,
      body: `${number(told)}。零工站正在核实这个活，有结果马上告诉你，你的位置还留着。`,
    };
  }
  const clash = meets ? `改了以后和${meets.place}“${meets.title}”的时间撞了，两个里退一个。` : '';
  const next = inReview
    ? '零工站正在审核，通过了再问你还去不去，问到你之前先别动身。'
    : '打开看看，还去还是不去。';
  return {
    title: `有改动：${start(told)}${work(told)}`,
    body: `${changes.map(changeText).join('；')}。${number(told)}。${clash}${next}`,
  };
}

/** To the employer's members. */
export const employerWords = {
  'booking.asked': (told: Told): Words => ({
    title: `有人报名：${told.title}`,
    body: `${times(told)}${number(told)}。在等你定。`,
  }),
  'booking.taken': (told: Told): Words => ({
    title: `有人定了：${start(told)}${told.title}`,
    body: `${times(told)}${number(told)}。名字和电话在这个岗位的页面里。`,
  }),
  'booking.left': (told: Told): Words => ({
    title: `有人退了：${start(told)}${told.title}`,
    body: `${times(told)}${number(told)}。${told.open ? `现在还缺 ${told.open} 人。` : ''}`,
  }),
  'booking.renamed': (told: Told): Words => ({
    title: `定了来的人改了名字：${start(told)}${told.title}`,
    body: `${times(told)}${number(told)}。原来和现在叫什么，看这个岗位的页面。怕不是同一个人，先打电话问清楚。`,
  }),
  'booking.clash': (told: Told): Words => ({
    title: `有人时间撞了：${start(told)}${told.title}`,
    body: `${times(told)}${number(told)}。时间改过以后，报上的一个人这时还有别的活，可能来不了，打电话问一声。`,
  }),
  'gig.published': (told: Told): Words => ({
    title: `审核通过了：${told.title}`,
    body: `${number(told)}。大家都能看到了，有人报名会告诉你。`,
  }),
  'gig.returned': (told: Told): Words => ({
    title: `退回来要改：${told.title}`,
    body: `${number(told)}。打开看要改哪里，改好再交。`,
  }),
  'import.returned': (told: Told): Words => ({
    title: `转来的岗位退回了：${told.title}`,
    body: `${number(told)}。打开看要改哪里，让发来的单位改好，把改过的表再导一次。`,
  }),
  'gig.refused': (told: Told): Words => ({
    title: `没通过：${told.title}`,
    body: `${number(told)}。打开看是什么原因。`,
  }),
  'gig.full': (told: Told): Words => ({
    title: `人齐了：${start(told)}${told.title}`,
    body: `${number(told)}。要的人都报上了。`,
  }),
} as const;

/** To an employer's phone without an account. Whom the worker is, they say when they call. */
export const phoneWords = {
  confirmed: (told: Told): Words => ({
    title: `有人报了你们的活：${start(told)}${work(told)}`,
    body: `${times(told)}${number(told)}。人会先打电话给你说好；不要人了，也在电话里说。`,
  }),
  withdrawn: (told: Told): Words => ({
    title: `有人不来了：${start(told)}${work(told)}`,
    body: `${times(told)}${number(told)}。`,
  }),
} as const;

/** To who reported a gig: nothing of what it was about on a locked screen's first line. */
export const reporterWords = (number: string, office: string, outcome: string): Words => ({
  title: `你反映的事有结果了：岗位号 ${number}`,
  body: `${office}：${outcome}`,
});

/** To the employer's members, of a gig that was public until an operator took it down. */
export const takenDownWords = (told: Told): Words => ({
  title: `下架了：${told.title}`,
  body: `${number(told)}。打开看是什么原因。还没开始的班次都取消了，报了名的人已经通知到。`,
});

/** Several notices in one message. */
export const severalWords = {
  asked: (count: number) => `${count} 个人报了名，等你定`,
  taken: (count: number) => `${count} 个人定了来干活`,
  matches: (count: number) => `${count} 个新活合你的条件`,
  mixed: (count: number) => `${count} 条新消息`,
  /** The first ones by their titles. */
  first: (titles: readonly string[]) => `${titles.slice(0, 2).join('；')}${titles.length > 2 ? '……' : ''}`,
};

/** A text message. `full`: no more are sent to this number on this day, so the rest is to be looked up. */
export const noticeText = ({ title, body }: Words, full = false) =>
  `【零工集市】${title}。${body}${full ? ' 今天的短信到此为止，还有没有别的变动，请打开零工集市看“消息”。' : ''}`;

/** To whom has not opened the app for weeks; true also after they did. */
export const lastWord = (end: Date): Words => ({
  title: '好久没打开了，消息快要停了',
  body: `${datedDay(end)}以前打开一次，就接着收；不打开，从那天起这里不再弹消息。定了的活有急事，照样发短信。`,
});

/** To whose account has another number. On a locked screen no number is named: 我 shows it. */
export const numberChangedWords = (stationPhone: string | undefined): Words => ({
  title: '你的账号换了手机号',
  body: withStation(`现在用哪个号登录，在“我”里看。不是你换的，马上找${STATION}。`, stationPhone),
});

/** To whose account nobody used for long, while somebody else got its number: read once it has another. */
export const numberReleasedWords = (stationPhone: string | undefined): Words => ({
  title: '你原来的手机号换了人用',
  body: withStation(
    `很久没登录，现在用那个号的人说这个账号不是他的，号码就跟账号分开了。你的东西一样没动，也没给他看。有疑问找${STATION}。`,
    stationPhone,
  ),
});

/** To the employer's members, whoever of them did it. */
export const contactChangedWords = (employer: string, stationPhone: string | undefined): Words => ({
  title: `联系电话换了：${employer}`,
  body: withStation(
    `定了来干活的人以后打新号，在用工的页面里看。你们都没换过，马上找${STATION}。`,
    stationPhone,
  ),
});

/** To the members of an employer that may publish nothing for now. `until`: as it is said, null: nobody knows yet. */
export const suspendedWords = (
  { employer, reason, until }: { employer: string; reason: string; until: string | null },
  stationPhone: string | undefined,
): Words => ({
  title: `暂停发岗位：${employer}`,
  body: withStation(
    `原因：${reason}。在招的、在审的都下架了，报了名的人已经告诉了。${until ? `到${until}为止` : '什么时候恢复还没定'}，有疑问找${STATION}。`,
    stationPhone,
  ),
});

/** To the same, once it may again. */
export const liftedWords = (employer: string): Words => ({
  title: `可以发岗位了：${employer}`,
  body: '下架的岗位不会自己回来，要的话从“我的岗位”里再发一次。',
});
