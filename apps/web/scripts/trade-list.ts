import { readFileSync } from 'node:fs';
import { TRADE_GROUPS } from '@linggong/contracts/trades/trade.ts';
import { TRADES } from '@linggong/contracts/trades.ts';
import type { Plugin } from 'vite';

const id = 'virtual:trade-list';
const icons = readFileSync(new URL('../src/lib/kit/icons.svg', import.meta.url), 'utf8');

/**
 * The trades as one text, `id name,id name|id name`, a list for each group in the order of TRADE_GROUPS, with a `-`
 * behind where one has no mark of its own. Without the vocabulary that recognises them in text: that is most of their
 * bytes, and a phone that only shows tickets has no use for it.
 */
export function tradeList(): Plugin {
  return {
    name: 'linggong-trade-list',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (loaded) => {
      if (loaded !== `\0${id}`) return undefined;
      const groups = Object.keys(TRADE_GROUPS).map((group) =>
        TRADES.filter((trade) => trade.group === group)
          .map(({ id, name }) => `${id} ${name}${icons.includes(`<symbol id="${id}"`) ? '' : '-'}`)
          .join(),
      );
      return `export default ${JSON.stringify(groups.join('|'))}`;
    },
  };
}
