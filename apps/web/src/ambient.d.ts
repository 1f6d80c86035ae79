declare module 'virtual:trade-list' {
  const trades: [
    id: string,
    name: string,
    group: import('@linggong/contracts/trades/trade.ts').TradeGroup,
    /** It has a line mark of its own. */
    own?: 1,
  ][];
  export default trades;
}
