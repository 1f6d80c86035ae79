import { TRADES } from '@linggong/contracts/trades.ts';
import type { Plugin } from 'vite';

const id = 'virtual:trade-list';

/**
 * The trades as `[id, name, group]`, without the vocabulary that recognises them in text: that is most of
 * their bytes, and a phone that only shows tickets has no use for it.
 */
export function tradeList(): Plugin {
  return {
    name: 'linggong-trade-list',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (loaded) => {
      if (loaded !== `\0${id}`) return undefined;
      return `export default ${JSON.stringify(TRADES.map((t) => [t.id, t.name, t.group]))}`;
    },
  };
}
