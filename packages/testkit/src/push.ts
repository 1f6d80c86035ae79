import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type PushMessage, zPushMessage } from '@linggong/contracts/notice.ts';

type Received = {
  message: PushMessage;
  raw: Buffer;
  ttl: number;
  urgency: string;
  claims: Record<string, unknown>;
};

/** A browser as far as pushes go: its keys, its subscription, and what it was told. */
function browser(endpoint: string) {
  const pair = createECDH('prime256v1');
  const own = pair.generateKeys();
  const auth = randomBytes(16);
  const received: Received[] = [];
  /** RFC 8291: what only this browser can read. */
  function decrypt(body: Buffer): string {
    const salt = body.subarray(0, 16);
    const length = body[20]!;
    const sender = body.subarray(21, 21 + length);
    const sealed = body.subarray(21 + length);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, sender]);
    const material = Buffer.from(hkdfSync('sha256', pair.computeSecret(sender), auth, info, 32));
    const derive = (what: string, size: number) =>
      Buffer.from(hkdfSync('sha256', material, salt, Buffer.from(`Content-Encoding: ${what}\0`), size));
    const opened = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
    opened.setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([opened.update(sealed.subarray(0, -16)), opened.final()]);
    return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
  }
  return {
    subscription: {
      endpoint,
      keys: { p256dh: own.toString('base64url'), auth: auth.toString('base64url') },
    },
    received,
    /** What the service answers with: 201, or one after the other of these. */
    answers: [] as number[],
    take: (raw: Buffer, more: Omit<Received, 'message' | 'raw'>) =>
      received.push({ message: zPushMessage.parse(JSON.parse(decrypt(raw))), raw, ...more }),
  };
}

/** Throws unless the header is the server's signature (RFC 8292) by the key it names; gives key and claims. */
function signedBy(authorization: string) {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  const [header, payload, signature] = token.split('.') as [string, string, string];
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const valid = verify(
    'sha256',
    Buffer.from(`${header}.${payload}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!valid) throw new Error('The signature is not that of its key');
  return { key, claims: JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) };
}

/** A push service on this machine, whose browsers really decrypt; `fetch` leads there whatever the endpoint's host. */
export async function startPushService() {
  const browsers = new Map<string, ReturnType<typeof browser>>();
  const keys = new Set<string>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const to = browsers.get(request.url ?? '');
    const status = to?.answers.shift() ?? (to ? 201 : 404);
    try {
      const { key, claims } = signedBy(request.headers.authorization ?? '');
      keys.add(key);
      const ttl = Number(request.headers.ttl);
      if (status === 201)
        to?.take(Buffer.concat(chunks), { ttl, urgency: String(request.headers.urgency), claims });
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end();
    } catch (error) {
      response.writeHead(400).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    /** The server keys that messages were signed with. */
    keys,
    open(host = 'fcm.googleapis.com') {
      const path = `/fcm/send/${randomBytes(8).toString('hex')}`;
      const made = browser(`https://${host}${path}`);
      browsers.set(path, made);
      return made;
    },
    fetch: ((url: string, init?: RequestInit) =>
      fetch(`http://127.0.0.1:${port}${new URL(url).pathname}`, init)) as typeof fetch,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
