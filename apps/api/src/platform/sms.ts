import { createHmac } from 'node:crypto';
import type { Logger } from 'pino';
import { type Settings, SettingsError } from './settings.ts';

/**
 * Who brings a text message to a phone. Throws when it can't. A message that was tried before comes again with the same
 * `id`: hand it to the gateway, so that nobody gets or pays for it twice.
 */
export type SmsProvider = { send(message: { id: string; to: string; text: string }): Promise<void> };

const LIMIT_MS = 10_000;

/** Writes messages to the log instead of sending them: for one machine's trial and for development. */
export const consoleSms = (log: Logger): SmsProvider => ({
  async send({ id, to, text }) {
    log.warn({ id, to, text }, 'text message (console provider, not sent)');
  },
});

/** The signature of a Standard Webhooks message, version 1. `secret`: `whsec_` and base64; `timestamp`: seconds. */
export function webhookSignature(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/**
 * Hands messages to a service of the city's own as signed POSTs (standardwebhooks.com): the body is `{ id, to, text }`
 * with `to` in E.164, and `webhook-id` is the message's id. Any 2xx answer within ten seconds means that it was taken.
 */
export function webhookSms({ url, secret }: { url: string; secret: string }): SmsProvider {
  return {
    async send({ id, to, text }) {
      const body = JSON.stringify({ id, to, text });
      const timestamp = Math.floor(Date.now() / 1000);
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': `${timestamp}`,
          'webhook-signature': webhookSignature(secret, id, timestamp, body),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`the text message service answered ${answer.status}`);
    },
  };
}

/** The provider that the settings name. Throws SettingsError where they lack what it needs. */
export function smsProvider(settings: Settings, log: Logger): SmsProvider {
  if (settings.SMS_PROVIDER === 'console') return consoleSms(log);
  const { SMS_WEBHOOK_URL: url, SMS_WEBHOOK_SECRET: secret } = settings;
  if (!url || !secret)
    throw new SettingsError(
      'Setting SMS_PROVIDER=webhook: needs SMS_WEBHOOK_URL and SMS_WEBHOOK_SECRET beside it.',
    );
  return webhookSms({ url, secret });
}
