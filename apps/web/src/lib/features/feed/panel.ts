import type { TradeGroup } from '@linggong/contracts/trades/trade.ts';
import type { IconName } from '#lib/kit/icon-names.ts';

/** One answer to a filter: a link, so that it works without a script and can be sent to somebody. */
export type Choice = {
  word: string;
  href: string;
  on: boolean;
  mark?: IconName;
  group?: TradeGroup;
  /** A calendar day: its word goes with the day that it is read on. */
  date?: string;
};

/** A panel that opens below the list's head. With a part's `title` its choices stand in one row beside it. */
export type Panel = {
  title: string;
  label: string;
  /** How many of it are chosen. */
  on: number;
  parts: { title?: string; near?: true; choices: Choice[] }[];
};
