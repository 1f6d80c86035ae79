/** The words of every page's frame. */
export const common = {
  siteName: '零工集市',
  siteLine: '昌都的活，都在这里',
  skip: '跳到正文',
  signIn: '登录',
  back: '返回',
  save: '保存',
  saved: '已保存',
  sending: '正在发出',
  cancel: '不了',
  optional: '可以不填',
  nav: {
    label: '主要栏目',
    bottom: '底部栏目',
    find: '找活',
    my: '我的活',
    me: '我',
    employer: '招人',
    desk: '审核台',
  },
  shell: { employer: '用工方', desk: '审核台', toWorker: '去看找活页' },
  title: (page: string) => `${page} · 零工集市`,
};
