/** What a phone's calendar shows of a gig that was taken. */
export const calendar = {
  product: '零工集市',
  number: '岗位号',
  asked: (title: string) => `（等对方定）${title}`,
  off: (title: string) => `（不去了）${title}`,
};
