import type { IncomingMessage } from 'node:http';
import { requestAddress } from '../http/address.ts';
import type { OwnOrigin } from '../http/middleware.ts';
import type { Limit, RateLimits } from '../rate-limit.ts';

/** One address may be a carrier's for many phones. */
const CONNECTIONS_PER_ADDRESS = 2000;
const HANDSHAKES: Limit = { points: 3000, seconds: 60 };

type RawConnection = { request: IncomingMessage; once: (event: 'close', heard: () => void) => void };

/** Who may open a live connection at all: pages of our own origin, so many from one address, so many a minute. */
export function admission(options: { isOwnOrigin: OwnOrigin; limits: RateLimits; trustProxy: boolean }) {
  const { isOwnOrigin, limits, trustProxy } = options;
  const perAddress = new Map<string, number>();
  const most = CONNECTIONS_PER_ADDRESS * limits.scale;

  const addressOf = ({ headers, socket }: IncomingMessage) =>
    requestAddress(headers, socket.remoteAddress, trustProxy);

  return {
    allows(request: IncomingMessage): boolean {
      const { origin, host } = request.headers;
      const own = origin === undefined || isOwnOrigin(origin, host);
      return own && (perAddress.get(addressOf(request)) ?? 0) < most;
    },
    /** Counts from the first byte, not from the handshake on top of it, which a client may leave out. */
    count(raw: RawConnection): void {
      const address = addressOf(raw.request);
      perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
      raw.once('close', () => {
        const left = (perAddress.get(address) ?? 1) - 1;
        if (left > 0) perAddress.set(address, left);
        else perAddress.delete(address);
      });
    },
    /** Throws `request.rate_limited` where an address connects too often. */
    handshake: (request: IncomingMessage) => limits.take('handshakes', addressOf(request), HANDSHAKES),
  };
}
