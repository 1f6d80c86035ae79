import type { IncomingMessage } from 'node:http';
import { requestAddress } from '../http/address.ts';
import { counts } from '../http/ceilings.ts';
import type { OwnOrigin } from '../http/middleware.ts';
import type { Limit, RateLimits } from '../rate-limit.ts';

/** One address may be a carrier's for many phones. */
const CONNECTIONS_PER_ADDRESS = 2000;
/** Nobody is signed in on them: so many from one address, and in all, so that they leave room for those that are. */
const ANONYMOUS = { perAddress: 500, inAll: 8000 };
const HANDSHAKES: Limit = { points: 3000, seconds: 60 };

type RawConnection = { request: IncomingMessage; once: (event: 'close', heard: () => void) => void };

/** Who may open a live connection at all: pages of our own origin, so many from one address, so many a minute. */
export function admission(options: { isOwnOrigin: OwnOrigin; limits: RateLimits; trustProxy: boolean }) {
  const { isOwnOrigin, limits, trustProxy } = options;
  const all = counts();
  const anonymous = counts();
  let anonymousInAll = 0;
  const most = CONNECTIONS_PER_ADDRESS * limits.scale;

  const addressOf = ({ headers, socket }: IncomingMessage) =>
    requestAddress(headers, socket.remoteAddress, trustProxy);

  return {
    allows(request: IncomingMessage): boolean {
      const { origin, host } = request.headers;
      const own = origin === undefined || isOwnOrigin(origin, host);
      return own && all.at(addressOf(request)) < most;
    },
    /** Counts from the first byte, not from the handshake on top of it, which a client may leave out. */
    count(raw: RawConnection): void {
      const address = addressOf(raw.request);
      all.add(address);
      raw.once('close', () => all.drop(address));
    },
    /** Lets in who isn't signed in, until that connection ends; false: there are enough of them. */
    letAnonymousIn(raw: RawConnection): boolean {
      const address = addressOf(raw.request);
      if (anonymous.at(address) >= ANONYMOUS.perAddress * limits.scale) return false;
      if (anonymousInAll >= ANONYMOUS.inAll * limits.scale) return false;
      anonymous.add(address);
      anonymousInAll += 1;
      raw.once('close', () => {
        anonymous.drop(address);
        anonymousInAll -= 1;
      });
      return true;
    },
    /** Throws `request.rate_limited` where an address connects too often. */
    handshake: (request: IncomingMessage) => limits.take('handshakes', addressOf(request), HANDSHAKES),
  };
}
