import type { IncomingHttpHeaders } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';

/** Before an IPv4 address that is written as an IPv6 one: of a socket for both, and of a network that translates. */
const BEFORE_IPV4 = ['0:0:0:0:0:ffff', '64:ff9b:0:0:0:0'];

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
 * What limits count as one client: an IPv4 address, however it is written, or the first half of an IPv6 one, as one line
 * or phone has a whole /64 to itself. What is no address stays as it is.
 */
export function clientNetwork(address: string): string {
  if (!address.includes(':') || !isIPv6(address)) return address;
  const groups = groupsOf(address);
  const hex = groups.map((group) => group.toString(16));
  if (!BEFORE_IPV4.includes(hex.slice(0, 6).join(':'))) return `${hex.slice(0, 4).join(':')}::/64`;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');
}

/** The eight groups of an IPv6 address; what stands in it as an IPv4 one is two of them. */
function groupsOf(address: string): number[] {
  const [left = '', right] = address
    .replace(/%.*$/, '')
    .replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...four: string[]) => {
      const [a = 0, b = 0, c = 0, d = 0] = four.slice(0, 4).map(Number);
      return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
    })
    .split('::');
  const before = left.split(':').filter(Boolean);
  const after = (right ?? '').split(':').filter(Boolean);
  const zeros = right === undefined ? [] : Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}
