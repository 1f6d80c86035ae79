declare module 'virtual:trade-list' {
  const trades: [id: string, name: string, group: import('@linggong/contracts/trades/trade.ts').TradeGroup][];
  export default trades;
}
