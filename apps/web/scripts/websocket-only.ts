import type { Plugin } from 'vite';

const id = '\0unused-transport';

/**
 * Leaves the transports that are never used out of socket.io-client: the server takes WebSocket alone, and a
 * phone on a slow link should not load the others.
 */
export function websocketOnly(): Plugin {
  return {
    name: 'linggong-websocket-only',
    enforce: 'pre',
    resolveId: (source, importer) =>
      importer?.includes('engine.io-client') &&
      /\/(polling-(xhr|fetch)(\.node)?|webtransport)\.js$/.test(source)
        ? id
        : undefined,
    load: (loaded) =>
      loaded === id ? 'export class XHR {}\nexport class Fetch {}\nexport class WT {}\n' : undefined,
  };
}
