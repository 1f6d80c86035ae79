import { isIP } from 'node:net';
import os from 'node:os';

const HERE = new Set(['localhost', '127.0.0.1', '::1']);
const EVERYWHERE = new Set(['0.0.0.0', '::']);

/** The name in a `Host` header or an origin's host, without port and brackets; null where it is none. */
function nameIn(host: string): string | null {
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(`http://${host}`)) return null;
  return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

/**
 * Whether a host that a request names is this server, where no public origin is set: what it listens on. Listening
 * everywhere that is each address, as nobody makes another's page ask by one, and the machine's own name. Any other
 * name may be a stranger's that was made to point here.
 */
export function isOwnHost(host: string | undefined, listensOn: string): boolean {
  const name = host === undefined ? null : nameIn(host);
  if (name === null) return false;
  const on = listensOn.toLowerCase();
  if (name === on || (HERE.has(on) && HERE.has(name))) return true;
  if (!EVERYWHERE.has(on)) return false;
  const machine = os.hostname().toLowerCase();
  return isIP(name) !== 0 || HERE.has(name) || name === machine || name === `${machine}.local`;
}

/** Where it listens, as an address that can be asked for. */
export function ownHost(listensOn: string, port: number | undefined): string {
  const name = EVERYWHERE.has(listensOn) ? '127.0.0.1' : listensOn;
  return `${isIP(name) === 6 ? `[${name}]` : name}:${port}`;
}
