import { readFileSync } from 'node:fs';
import { TRADES } from '@linggong/contracts/trades.ts';
import type { Plugin } from 'vite';

const id = 'virtual:trade-list';
const icons = readFileSync(new URL('../src/lib/ui/icons.svg', import.meta.url), 'utf8');

/**
 * The trades as `[id, name, group]`, with a 1 behind where one has a mark of its own, without the vocabulary that
 * recognises them in text: that is most of their bytes, and a phone that only shows tickets has no use for it.
 */
export function tradeList(): Plugin {
  return {
    name: 'linggong-trade-list',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (loaded) => {
      if (loaded !== `\0${id}`) return undefined;
      const list = TRADES.map((t) => [
        t.id,
        t.name,
        t.group,
        ...(icons.includes(`<symbol id="${t.id}"`) ? [1] : []),
      ]);
      return `export default ${JSON.stringify(list)}`;
    },
  };
}
