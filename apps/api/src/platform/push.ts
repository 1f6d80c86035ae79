import { createECDH, hkdfSync } from 'node:crypto';
import webPush from 'web-push';

export type PushTarget = { endpoint: string; keys: { p256dh: string; auth: string } };

/**
 * Brings messages to browsers. `gone`: this browser takes none any more. `refused`: its service won't take this one,
 * however often it is tried. Throws where it may go another time.
 */
export type PushService = {
  /** The server's public key, for browsers: a P-256 point, base64url. */
  key: string;
  /** Whether the endpoint is one of a push service that is known: what browsers name is not fetched blindly. */
  allows: (endpoint: string) => boolean;
  send: (
    target: PushTarget,
    message: string,
    options: { seconds: number; urgent: boolean },
  ) => Promise<'sent' | 'gone' | 'refused'>;
};

/** Too slow, too early, too many: another time. */
const ANOTHER_TIME = new Set([408, 425, 429]);
const isRefusal = (status: number) => status >= 400 && status < 500 && !ANOTHER_TIME.has(status);

const LIMIT_MS = 10_000;
/** The order of P-256's group. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * The key pair by which push services know this deployment, made from its secret, so that all processes have the same.
 * With another secret it is another deployment to them: browsers have to subscribe anew.
 */
export function vapidKeys(secret: string) {
  // 128 bits more than the order has, so that the remainder favours no scalar.
  const bytes = Buffer.from(hkdfSync('sha256', secret, 'linggong', 'web push server key', 48));
  const scalar = (BigInt(`0x${bytes.toString('hex')}`) % (ORDER - 1n)) + 1n;
  const privateKey = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex');
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(privateKey);
  return {
    publicKey: pair.getPublicKey('base64url', 'uncompressed'),
    privateKey: privateKey.toString('base64url'),
  };
}

/** Whether an https URL's host is listed, by its name or by `*.` and the name of a domain above it. */
export function isListed(endpoint: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username, password } = new URL(endpoint);
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false;
  return hosts.some((host) => (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host));
}

/** Web Push (RFC 8030) with encrypted messages (RFC 8291) and the server's signature (RFC 8292). */
export function pushService(options: {
  secret: string;
  /** An https URL or a `mailto:`: whom a push service may ask. */
  subject: string;
  hosts: readonly string[];
  fetch?: typeof globalThis.fetch;
}): PushService {
  const { subject, hosts, fetch = globalThis.fetch } = options;
  const keys = vapidKeys(options.secret);
  const allows = (endpoint: string) => isListed(endpoint, hosts);
  return {
    key: keys.publicKey,
    allows,
    async send({ endpoint, keys: of }, message, { seconds, urgent }) {
      if (!allows(endpoint)) return 'gone';
      const request = webPush.generateRequestDetails({ endpoint, keys: of }, message, {
        vapidDetails: { subject, ...keys },
        TTL: seconds,
        urgency: urgent ? 'high' : 'normal',
        contentEncoding: 'aes128gcm',
      });
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: request.headers as Record<string, string>,
        body: new Uint8Array(request.body),
        redirect: 'manual',
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      await answer.body?.cancel();
      if (answer.status === 404 || answer.status === 410) return 'gone';
      if (isRefusal(answer.status)) return 'refused';
      if (!answer.ok) throw new Error(`push service ${new URL(endpoint).hostname} answered ${answer.status}`);
      return 'sent';
    },
  };
}
