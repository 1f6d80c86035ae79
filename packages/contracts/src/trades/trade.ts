/** The five groups of trades, told apart by the five prayer-flag stripes (and always by their word). */
export const TRADE_GROUPS = {
  build: '建筑工地',
  field: '农牧林',
  carry: '搬运运输',
  serve: '餐饮服务',
  make: '手工制造',
} as const;
export type TradeGroup = keyof typeof TRADE_GROUPS;

export interface Trade {
  /** Stable slug; kept in postings, filters and exports. */
  id: string;
  /** The plain everyday word. */
  name: string;
  group: TradeGroup;
  /** 中华人民共和国职业分类大典 (2015, kept in 2022); null where no sure match. Never shown to people. */
  occupationCode: string | null;
  /** Other names that people and spreadsheets use; no word belongs to two trades. */
  words: readonly string[];
  /**
   * Not for anyone under 18: the kinds of work of 未成年工特殊保护规定 (劳部发〔1994〕498号) art. 3, and the
   * special operations (electrics, welding, work at height) that 特种作业人员安全技术培训考核管理规定 art. 4
   * opens from 18 only.
   */
  hazardous?: true;
  /** Loads of more than 20 kg are part of the work. */
  heavy?: true;
}
