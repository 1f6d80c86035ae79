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
    /** The last code that was sent to it; throws where there is none. */
    codeTo(phone: string): string {
      const texts = messages.filter(({ to }) => to === phone).map(({ text }) => text);
      const code = texts.flatMap((text) => /验证码 (\d{6})/.exec(text)?.[1] ?? []).at(-1);
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
