/** Who runs it, what one agrees to, and how to reach the service desk. */
export const about = {
  footer: '关于这个网站',
  station: '零工站电话',
  runBy: (operator: string) => `由${operator}运营`,
  texts: { terms: '用户协议', privacy: '隐私政策' },
  version: (version: string) => `版本 ${version}`,
  consent: {
    before: '我看过并同意',
    and: '和',
    note: '活定下来以后，对方会看到你的名字和电话，别人看不到。没满 14 岁的人请不要登录。',
    missing: '先看一下用户协议和隐私政策，同意的话打个勾，再点一次。',
  },
  agree: {
    title: '先看一下协议',
    lead: '用户协议和隐私政策还没有同意过，或者刚换了新的一版。看一看，同意了就接着用。',
    go: '同意，接着用',
    leave: '不同意，退出登录',
    leaveNote: '退出以后还能看活。已经定下的活不受影响，有事打零工站电话。',
  },
};
