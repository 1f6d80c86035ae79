declare module 'virtual:trade-list' {
  const trades: string;
  export default trades;
}
