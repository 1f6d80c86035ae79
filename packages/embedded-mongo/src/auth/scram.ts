import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

export const MECHANISM = 'SCRAM-SHA-256';

/**
 * The least that RFC 7677 and drivers accept. More rounds make a guess of a weak password dearer; this password is
 * 256 random bits, which nobody guesses at any price, and a client pays the rounds.
 */
const ITERATIONS = 4096;
const MAX_NONCE = 256;

/** What the server keeps of a password: enough to recognise it, not enough to sign in elsewhere with it. */
export interface Credential {
  user: string;
  salt: Buffer;
  iterations: number;
  storedKey: Buffer;
  serverKey: Buffer;
}

/** A sign-in between its first and its last message. */
export interface Conversation {
  reply: string;
  /** The server's last message where the client has proved that it knows the password; undefined where it has not. */
  finish: (message: string) => string | undefined;
}

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

export function makeCredential(
  user: string,
  password: string,
  salt: Buffer = randomBytes(16),
  iterations = ITERATIONS,
): Credential {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const storedKey = hash(hmac(salted, 'Client Key'));
  return { user, salt, iterations, storedKey, serverKey: hmac(salted, 'Server Key') };
}

/** The server's side of RFC 5802 with SHA-256. `message` is the client's first; undefined where it can't succeed. */
export function startScram(
  credential: Credential,
  message: string,
  ownNonce = randomBytes(24).toString('base64'),
): Conversation | undefined {
  // Header (no channel binding, at most a name to act for), then user and nonce; extensions are not known here.
  const parts = /^([ny],(?:a=([^,]*))?,)(n=([^,]*),r=([\x21-\x2b\x2d-\x7e]+)(?:,.*)?)$/s.exec(message);
  if (!parts) return undefined;
  const [, header, actAs, bare, name, clientNonce] = parts as unknown as [string, ...string[]];
  if (plainName(name!) !== credential.user || clientNonce!.length > MAX_NONCE) return undefined;
  if (actAs !== undefined && plainName(actAs) !== credential.user) return undefined;
  const nonce = `${clientNonce}${ownNonce}`;
  const reply = `r=${nonce},s=${credential.salt.toString('base64')},i=${credential.iterations}`;
  const withoutProof = `c=${Buffer.from(header!).toString('base64')},r=${nonce}`;
  return {
    reply,
    finish(last) {
      if (!last.startsWith(`${withoutProof},p=`)) return undefined;
      const proof = Buffer.from(last.slice(withoutProof.length + 3), 'base64');
      const exchange = `${bare},${reply},${withoutProof}`;
      const signature = hmac(credential.storedKey, exchange);
      if (proof.length !== signature.length) return undefined;
      const clientKey = Buffer.from(proof.map((byte, i) => byte ^ signature[i]!));
      if (!timingSafeEqual(hash(clientKey), credential.storedKey)) return undefined;
      return `v=${hmac(credential.serverKey, exchange).toString('base64')}`;
    },
  };
}

const plainName = (name: string) => name.replaceAll('=2C', ',').replaceAll('=3D', '=');
