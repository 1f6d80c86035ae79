/** A form that was filled in by who was signed in before. */
export const notSent = {
  mark: '没发出',
  title: '没有发出去',
  rest: '刚才那一页是上一个登录的人打开的。现在登录的是你，那一下没有算在你名下。',
  again: '想办的话，用你自己的再来一次。',
  open: '打开这一页',
};
