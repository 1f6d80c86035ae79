/** The connection, told honestly. */
export const live = {
  asOf: (time: string) => `截至 ${time}`,
  live: (time: string) => `实时 · 截至 ${time}`,
  connecting: (time: string) => `正在连接 · 截至 ${time}`,
  polling: (time: string) => `信号弱，每 20 秒更新 · 截至 ${time}`,
  lost: (time: string) => `断网了，下面是 ${time} 的情况，连上会自动补齐`,
  fresh: (count: number) => `${count} 个新活`,
};
