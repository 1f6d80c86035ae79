import type { IncomingHttpHeaders } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * What such a client's line is likely to have more of: the /24 of an IPv4 address, the /48 of an IPv6 one. What is no
 * address stays as it is.
 */
export function clientRange(network: string): string {
  if (network.endsWith('::/64')) return `${network.split(':').slice(0, 3).join(':')}::/48`;
  return isIPv4(network) ? network.replace(/\d+$/, '0/24') : network;
}

/** Where a request comes from, as limits count it: from the proxy's word where there is one. */
export const requestAddress = (
  headers: IncomingHttpHeaders,
  remote: string | undefined,
  trustProxy: boolean,
): string =>
  clientNetwork((trustProxy ? headers['x-real-ip']?.toString() : undefined) ?? remote ?? 'unknown');

/**
 * What limits count as one client: an IPv4 address, or the first half of an IPv6 one, as one line or phone has a whole
 * /64 to itself. What is no address stays as it is.
 */
export function clientNetwork(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [left = '', right = ''] = address.split('%')[0]!.split('::');
  const groups = left.split(':').filter(Boolean);
  const rest = right.split(':').filter(Boolean);
  const zeros = address.includes('::') ? Array<string>(8 - groups.length - rest.length).fill('0') : [];
  const network = [...groups, ...zeros, ...rest].slice(0, 4).map((group) => Number.parseInt(group, 16));
  return `${network.map((group) => group.toString(16)).join(':')}::/64`;
}
