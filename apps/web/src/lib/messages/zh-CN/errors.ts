/** What went wrong, what was kept, what to do. */
export const errors = {
  notFound: {
    title: '这一页没有',
    detail: '地址可能抄错了，也可能这个岗位已经撤下。',
    kept: '',
  },
  gone: {
    title: '这个活已经结束',
    detail: '它不再招人了。还有别的活，去看看。',
    kept: '',
  },
  /** A gig that was changed and waits for the station. */
  inReview: {
    mark: '正在看',
    title: '这个活改过了，零工站正在看',
    detail: '看过以后还在这个地址显示。过一会儿再来看看，也可以先去看看别的活。',
    kept: '已经报上这个活的不用再报，在“我的活”里看得到。',
  },
  forbidden: {
    title: '这一页不归你看',
    detail: '你登录的这个号没有这一页的权限。要是该有，请找所在的零工站。',
    kept: '',
  },
  badLink: {
    title: '链接有写错的地方',
    detail: '这个地址里有看不懂的内容。从首页重新找一找。',
    kept: '',
  },
  broken: {
    title: '我们这边出错了',
    detail: '不是你的问题，已经记下来了。过一会儿再试。',
    kept: '已经报上的活都还在。',
  },
  busy: {
    title: '现在人太多',
    detail: '等半分钟再试一次。',
    kept: '已经报上的活都还在。',
  },
  offline: {
    mark: '没信号',
    title: '手机没连上网',
    detail: '看看信号，连上以后再点一次。',
    kept: '已经报上的活都还在。',
  },
  /** A call that got no answer. */
  lost: '没连上，不知道发出去没有。看看信号，再点一次，点两次也只算一次。',
  requestId: (id: string) => `问人的时候报这个编号：${id}`,
  retry: '再试一次',
  toFeed: '去看现在的活',
  fields: '有几项要改，写过的都还在：',
};
