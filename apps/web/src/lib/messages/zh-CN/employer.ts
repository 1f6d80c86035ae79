import type { BookingState, EndedShift } from '@linggong/contracts/booking.ts';
import type { EMPLOYER_KINDS } from '@linggong/contracts/employer.ts';
import type { GigState } from '@linggong/contracts/gig.ts';

type Kind = (typeof EMPLOYER_KINDS)[number];

/** The pages of those who look for people. */
export const employer = {
  title: '招人',
  nav: { gigs: '我发的活', post: '发一个活' },
  summary: (published: number, places: number, requests: number) =>
    published === 0
      ? '现在没有在招的活。'
      : `${[
          `${published} 个活在招`,
          places > 0 ? `还缺 ${places} 人` : '人都齐了',
          requests > 0 ? `${requests} 个人等你定` : '',
        ]
          .filter(Boolean)
          .join('，')}。`,
  post: '发一个活',
  start: {
    title: '发一个活',
    body: '边写边存，写到一半也能放下。先想好四样：要几个人、几点干到几点、在哪个村、给多少钱。',
    who: '哪个用工方发',
    blank: '新写一个',
    past: '照以前的写，改改日期就能发',
    use: '照这个写',
  },
  /** Where a cap is met: drafts can be cleared away. */
  toDrafts: '去看没发的草稿',
  groups: {
    returned: '退回来的，改了再发',
    waiting: '正在审核',
    draft: '还没写完',
    open: '正在招',
    past: '以前的',
  },
  more: '看更早的',
  none: {
    title: '还没发过活',
    body: '写清干什么、在哪儿、给多少钱，两分钟就能发出去。',
  },
  due: (day: string, clock: string) => `最晚${day} ${clock} 前有结果`,
  overdue: (day: string, clock: string) => `说好${day} ${clock} 前有结果，已经晚了，工作人员会先看这条`,
  submittedAt: (time: string) => `${time} 交的`,
  savedAt: (time: string) => `${time} 存的`,
  states: {
    draft: '没写完',
    in_review: '审核中',
    returned: '退回了',
    refused: '没通过',
    published: '正在招',
    full: '人满了',
    begun: '开工了',
    closed: '停招了',
    expired: '过期了',
    withdrawn: '撤回了',
  } satisfies Record<GigState, string>,
  untitled: '还没写标题',
  places: (open: number, headcount: number, unit: string) =>
    open === 0 ? `${headcount} ${unit}都齐了` : `还缺 ${open} ${unit}，共要 ${headcount} ${unit}`,
  placesUnknown: '没写要几个人',
  requests: (count: number) => `${count} 个人等你定`,
  confirmed: (count: number) => `${count} 个人定了`,
  reason: '退回的原因',
  refusedReason: '没通过的原因',
  by: (article: string) => `依据：${article}`,
  edit: '接着写',
  fix: '去改',
  change: '改内容',
  copy: '照这个再发一条',

  register: {
    title: '先登记用工方',
    body: '个人找人干活也行，用自己的名字登记。登记以后就能发活；核验过的，没问题的活发出去马上能看到。',
    another: '再登记一个用工方',
    kind: '是哪一种',
    kinds: {
      household: '个人',
      business: '单位',
      public_body: '公共机构',
      agency: '人力资源机构',
    } satisfies Record<Kind, string>,
    kindHelp: {
      household: '家里、地里要人',
      business: '公司、合作社、个体工商户',
      public_body: '机关、学校、医院、村委会',
      agency: '替别人招人，要有许可证',
    } satisfies Record<Kind, string>,
    name: '名称',
    nameHelp: '个人写姓名（不会公开）；单位写营业执照上的全名。',
    phoneOf: (household: boolean) =>
      `联系电话就是登录用的这个号，登记以后可以换。活定下来以后，来干活的人点一下才看得到${household ? '你的姓名和电话' : '这个电话'}；谁看的、什么时候看的都记着，在“谁看过我的电话”里查得到。除了他们，只有零工站看得到。`,
    creditCode: '统一社会信用代码',
    creditCodeHelp: '营业执照上的 18 位。个人不用填。',
    region: '在哪儿',
    regionMissing: '选一下在哪个县、哪个乡镇',
    send: '登记',
  },
  contact: (phone: string) => `联系电话 ${phone}`,
  contactGo: '换联系电话',
  suspended: (office: string, reason: string) =>
    `${office}暂停了这家发岗位：${reason}。写好的草稿还在，恢复以后再发。`,
  verification: {
    verified: (until: string) => `核验过，到${until}`,
    expired: '核验过期了',
    none: '还没核验',
    how: '带上营业执照或身份证，到所在的零工站核验一次，半年有效。',
  },

  gig: {
    who: '谁来',
    whoNone: '还没有人报名。一有人报名，这里马上会看到。',
    whoClosed: '没有人报名。',
    whoWaiting: '审核通过以后才能报名。',
    requested: '等你定',
    confirmed: '定了的',
    gone: '不来了的',
    notTaken: '没要的',
    unanswered: '没来得及回的',
    accept: '定下',
    decline: '这次不要',
    deciding: '正在发出',
    age: (years: number) => `${years} 岁`,
    allShifts: '所有班次',
    hidden: '姓名和电话，定了以后双方才看得到。',
    noted: '电话点了才显示，看一次记一笔，他知道是你们看的。',
    showPhone: '看电话',
    showPhoneOf: (name: string) => `：${name}`,
    noPhone: '没留电话',
    call: (name: string, phone: string) => `给${name}打电话 ${phone}`,
    perShift: (confirmed: number, headcount: number | null) =>
      headcount === null ? `${confirmed} 人` : `${confirmed}/${headcount} 人`,
    bookingStates: {
      requested: '等你定',
      confirmed: '定了',
      declined: '没要',
      withdrawn: '自己退了',
      cancelled: '岗位撤了',
      lapsed: '没回话，过了时候',
    } satisfies Record<BookingState, string>,
    history: '经过',
    decisions: { approve: '通过', return: '退回', refuse: '没通过' },
    auto: '没有要看的，自动通过',
    byOffice: '工作人员',
    publicPage: '看公开的页面',
    posting: '写的内容',
    close: '停招',
    closeAsk: '停招以后别人看不到这个活，也不能再报名。已经定了的人照常来。',
    closeDo: '停招',
    withdraw: '撤回',
    withdrawAsk: (confirmed: number, requested: number) => {
      const people = [
        confirmed > 0 ? `已经定了的 ${confirmed} 个人` : '',
        requested > 0 ? `报了名的 ${requested} 个人` : '',
      ].filter(Boolean);
      return people.length > 0
        ? `撤回以后这个活就没有了。${people.join('、')}会马上收到通知，不用再来。撤回后不能恢复。`
        : '撤回以后这个活就没有了，还没有人报名，不会通知谁。撤回后不能恢复。';
    },
    shiftEnds: {
      withdrawn: '自己退了',
      cancelled: '取消了',
      declined: '没要',
      lapsed: '没等到回话',
      barred: '按规定不能干',
      taken_down: '零工站撤下了',
    } satisfies Record<EndedShift['how'], string>,
    ended: (time: string, how: string) => `${time}：${how}`,
    formerName: (name: string) => `原名 ${name}：定下以后改了名字`,
    asksAgain: '改了以后还没回话，去不去不一定。',
    clashes: (times: string) => `${times} 他还有别的活，先打电话问一声。`,
    dayUnit: '天',
    shiftUnit: '班',
    split: (begun: readonly number[], unit: string, dates: readonly string[]) =>
      `第 ${begun.join('、')} ${unit}已经开工，不动；只取消 ${dates.join('、')}。`,
    begun: '已经开工，撤不了了。不想再招人就点“停招”。',
    withdrawRest: (confirmed: number, requested: number) =>
      confirmed + requested > 0
        ? `${confirmed + requested} 个人会马上收到通知，那些天不用再来。取消后不能恢复。`
        : '那些天还没有人报名，不会通知谁。取消后不能恢复。',
    withdrawRestWord: '取消剩下的',
    withdrawDo: '撤回，通知他们',
    withdrawDoNobody: '撤回',
    deleteShort: '删掉',
    delete: '删掉草稿',
    deleteAsk: '删掉就找不回来了。',
    deleteDo: '删掉',
    published: '发出去了。附近的人现在就能看到。',
    inReview: (due: string) => `交上去了。${due}。有结果这里马上会变，不用一直等。`,
    inReviewUnknown: '交上去了，工作人员看过就会发出来。',
    changed: '改好了，已经更新。',
    closed: '停招了。别人看不到了，已经定了的人照常来。',
    withdrawn: '撤回了。',
  },
};
