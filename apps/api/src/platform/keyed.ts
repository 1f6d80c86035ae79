import { createHmac } from 'node:crypto';

type Keyed = { secret: string };

export const hmac = (secret: string, ...parts: string[]) =>
  createHmac('sha256', secret).update(parts.join('\n')).digest('base64url');

/** A phone number (E.164) as it is written down: without the secret it can't be read. */
export const phoneKey = ({ secret }: Keyed, phone: string) => hmac(secret, 'code.phone', phone);
