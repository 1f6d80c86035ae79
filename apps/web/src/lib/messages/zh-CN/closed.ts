/** After an account was closed. */
export const closed = {
  mark: '已注销',
  title: '账号已注销',
  rest: '手机号空出来了，想回来随时可以重新登录，从头开始。',
  toFeed: '看看有什么活',
};
