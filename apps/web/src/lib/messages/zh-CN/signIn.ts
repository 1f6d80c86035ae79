/** Signing in: a phone number, then its code. In the demo one tap as somebody. */
export const signIn = {
  title: '登录',
  lead: '手机号就是你的号，没用过的号第一次登录就算注册。',
  /** The browser still has a session, and it is over. */
  over: '这台设备上的登录已经结束：在别的设备上把它退出了，或者一个月没用过。再登录一次就行，报上的活都还在。',
  phone: '手机号',
  phoneHelp: '验证码用短信发到这个号',
  send: '发验证码',
  sent: (masked: string) => `验证码已发到 ${masked}`,
  code: '验证码',
  codeHelp: (minutes: number) => `短信里的 6 位数字，${minutes} 分钟内有效`,
  enter: '登录',
  other: '换个手机号',
  again: '再发一次',
  againAfter: (seconds: number) =>
    `没收到？${seconds} 秒后可以再发一次。信号弱的地方短信慢，先到的那条也能用。`,
  tooEarly: (seconds: number) =>
    `刚发过一条，没有再发，${seconds} 秒后才能再要。短信到了就填上，晚到的也能用。`,
  working: '这会儿新号码要验证码的人多，正在多办一步，一般几秒钟，办好自己就发。先别关这一页。',
  notSent: '这一条没发出去。先前那条要是到了，照样能用；要么过一会儿再发。',
  whose: {
    lead: '这个号码以前登记过，但很久没人登录。手机号会换人用，先认一下人。原来账号里的东西，认出来以前谁也看不到。',
    name: '原来登记的名字',
    nameHelp: '写得跟当时一样。错三次就不能再试',
    mine: '是我，进去',
    not: '不是我的：这个号是我后来办的',
    fresh: '从头开始用',
    freshHelp: '原来那个账号跟这个号码分开，里面的东西你看不到，也不会再发到你这里。',
    lost: '是你的、名字又想不起来，就别点这个，先找零工站。',
  },
  demo: {
    title: '试用：选一个人，点一下就进去',
    lead: '这里是演示，人和活都是编的，随便点。',
  },
};
