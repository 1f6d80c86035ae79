import type { Logger } from 'pino';

/** Who brings a text message to a phone. Throws when it can't. */
export type SmsProvider = { send(message: { to: string; text: string }): Promise<void> };

/** Writes messages to the log instead of sending them: for one machine's trial and for development. */
export const consoleSms = (log: Logger): SmsProvider => ({
  async send({ to, text }) {
    log.warn({ to, text }, 'text message (console provider, not sent)');
  },
});
