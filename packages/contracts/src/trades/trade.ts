/**
 * The groups of trades, each word true of every trade in it; told apart by the stripe on the ticket, always with the
 * trade's mark and word.
 */
export const TRADE_GROUPS = {
  build: '建筑修路',
  field: '农牧林',
  carry: '搬运、送货、开车',
  food: '餐饮',
  home: '家政、保洁、照看人',
  shop: '店铺摆摊、保安、文员',
  make: '手工、工厂',
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
