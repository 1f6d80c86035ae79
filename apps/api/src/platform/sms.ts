import type { Logger } from 'pino';

/**
 * Who brings a text message to a phone. Throws when it can't. A message that was tried before comes again with the same
 * `id`: hand it to the gateway, so that nobody gets or pays for it twice.
 */
export type SmsProvider = { send(message: { id: string; to: string; text: string }): Promise<void> };

/** Writes messages to the log instead of sending them: for one machine's trial and for development. */
export const consoleSms = (log: Logger): SmsProvider => ({
  async send({ id, to, text }) {
    log.warn({ id, to, text }, 'text message (console provider, not sent)');
  },
});
