import type { NoticeSettings } from '@linggong/contracts/notice.ts';

/** How one is told: on this device, by text message, and when not. */
export const noticeSettings = {
  title: '怎么通知我',
  lead: '不管下面怎么选，所有消息都在“消息”里，随时能看。',
  /** On the device at hand. */
  device: {
    title: '在这台机子上',
    /** Without a script the browser can't even be asked. */
    needsScript: '这个浏览器关了脚本，弹不出通知。消息和短信不受影响。',
    off: '现在不弹通知。打开以后，不开网页也会弹出来。点下面的按钮，浏览器会问你让不让，选“允许”。',
    on: '有事会在这里弹出来，不开网页也弹。',
    none: '这个浏览器弹不出通知。换一个新一点的浏览器试试，或者用短信。',
    refused: '你在浏览器里选过“不允许”。要打开，到浏览器设置的“网站通知”里改成允许，再回来。',
    unreachable: '这里连不上弹通知的服务，有的手机没有。要紧的事用短信通知你。',
    lost: '没连上，还没开成。看看信号，再点一次。',
    turnOn: '在这里弹出通知',
    turnOff: '这里不用弹了',
    working: '正在弄',
  },
  save: '保存',
  saved: '保存好了',
  push: '弹出通知',
  pushHelp: '发到打开过的手机和电脑。不勾，一台都不弹。',
  sms: '短信',
  smsChoices: {
    urgent: '要紧的才发',
    off: '不发短信',
  } satisfies Record<NoticeSettings['sms'], string>,
  smsHelp: '要紧的是：对方取消了、改了钱或时间地点、明天要上工。',
  quiet: '这段时间不打扰',
  quietHelp: '等过了再告诉你。只有活马上要开始、来不及等的才例外。',
  from: '从',
  to: '到',
  digest: '一天说一次的，几点说',
  digestHelp: '在“我的提醒”里选了“一天说一次”的，合成一条在这时候说。',
};
