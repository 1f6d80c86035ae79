import type { SmsProvider } from '@linggong/api/platform/sms.ts';

/** Keeps the messages instead of sending them. The only stand-in in our tests. */
export function keptSms() {
  const messages: { id: string; to: string; text: string }[] = [];
  let broken = false;
  const provider: SmsProvider = {
    async send(message) {
      if (broken) throw new Error('The gateway is down');
      messages.push(message);
    },
  };
  return {
    provider,
    messages,
    /** The text of the last message to a number (E.164), or undefined. */
    lastTo: (phone: string) => messages.findLast(({ to }) => to === phone)?.text,
    /** The code in it; throws where there is none. */
    codeTo(phone: string): string {
      const code = /\d{6}/.exec(this.lastTo(phone) ?? '')?.[0];
      if (!code) throw new Error(`No code was sent to ${phone}`);
      return code;
    },
    /** Makes the next messages fail, or be sent again. */
    breakDown(now = true) {
      broken = now;
    },
  };
}
export type KeptSms = ReturnType<typeof keptSms>;
