import type { Plugin } from 'vite';

/** Files of libraries that nothing here reaches, or that browsers have themselves, and what stands in for each. */
const UNREACHED: readonly { of: string; file: RegExp; stub: string }[] = [
  // The server takes WebSocket alone.
  {
    of: 'engine.io-client',
    file: /\/(polling-(xhr|fetch)(\.node)?|webtransport)\.js$/,
    stub: 'export class XHR {}\nexport class Fetch {}\nexport class WT {}\n',
  },
  // All that is sent is JSON: nothing has binary parts that would be taken out of it or put back.
  {
    of: 'socket.io-parser',
    file: /\/(is-)?binary\.js$/,
    stub: 'export const isBinary = () => false;\nexport const hasBinary = isBinary;\nexport const deconstructPacket = isBinary;\nexport const reconstructPacket = isBinary;\n',
  },
  {
    of: 'engine.io-parser',
    file: /\/base64-arraybuffer\.js$/,
    stub: 'export const encode = () => {};\nexport const decode = encode;\n',
  },
  // Addresses are taken apart as browsers do it by themselves.
  {
    of: 'engine.io-client',
    file: /\/parseuri\.js$/,
    stub: "export function parse(source) {\n  const { protocol, hostname, port, pathname, search } = new URL(source);\n  return { source, protocol: protocol.slice(0, -1), host: hostname.replace(/[[\\]]/g, ''), port, path: pathname, query: search.slice(1), queryKey: {} };\n}\n",
  },
  {
    of: 'engine.io-client',
    file: /\/parseqs\.js$/,
    stub: 'export const encode = (query) => String(new URLSearchParams(query));\nexport const decode = (text) => Object.fromEntries(new URLSearchParams(text));\n',
  },
  // The router writes the state of history entries with a library that can write anything. No page keeps any there.
  {
    of: '/devalue/',
    file: /\/stringify\.js$/,
    stub: "export function stringify(state) {\n  if (Object.keys(state).length > 0) throw new Error('Pages keep nothing in the history: scripts/unreached.ts');\n  return '[{}]';\n}\nexport const stringifyAsync = stringify;\n",
  },
  // No page is given bytes as data.
  {
    of: '/devalue/',
    file: /\/base64\.js$/,
    stub: 'export const encode64 = () => {};\nexport const decode64 = encode64;\n',
  },
  // All loading is the server's: no page loads in the browser, so that the router has nothing to remember of it.
  {
    of: '/kit/src/runtime/client/',
    file: /\/fetcher\.js$/,
    stub: 'export const initial_fetch = (input, options) => fetch(input, options);\nexport const dev_fetch = initial_fetch;\nexport const subsequent_fetch = (_input, resolved, options) => fetch(resolved, options);\nexport const lock_fetch = () => {};\nexport const unlock_fetch = lock_fetch;\n',
  },
];

const PREFIX = '\0unreached-';

/** Leaves them out of what browsers load: a phone on a slow link should not load what it never runs. */
export function unreached(): Plugin {
  return {
    name: 'linggong-unreached',
    enforce: 'pre',
    resolveId(source, importer) {
      if (this.environment.name !== 'client') return;
      const at = UNREACHED.findIndex(({ of, file }) => importer?.includes(of) && file.test(source));
      return at < 0 ? undefined : PREFIX + at;
    },
    load: (id) => (id.startsWith(PREFIX) ? UNREACHED[Number(id.slice(PREFIX.length))]?.stub : undefined),
  };
}
