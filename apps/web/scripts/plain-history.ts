import type { Plugin } from 'vite';

const STUB = '\0plain-history';

/**
 * The router writes the state of history entries with a library that can write anything. No page keeps any there, so
 * all that it ever writes in a browser is an empty object: the library stays out of what a phone loads.
 */
export function plainHistory(): Plugin {
  return {
    name: 'linggong-plain-history',
    enforce: 'pre',
    resolveId(source, importer) {
      const writer = source.endsWith('/stringify.js') && importer?.includes('/devalue/');
      return writer && this.environment.name === 'client' ? STUB : undefined;
    },
    load: (id) =>
      id === STUB
        ? `export function stringify(state) {
            if (Object.keys(state).length > 0) throw new Error('Pages keep nothing in the history: scripts/plain-history.ts');
            return '[{}]';
          }
          export const stringifyAsync = stringify;`
        : undefined,
  };
}
