import { randomUUID } from 'node:crypto';
import type { CodeSent } from '@linggong/contracts/account.ts';
import type { Deps } from '../../deps.ts';
import { signInCodeText } from '../../messages/texts.ts';
import { clientRange } from '../../platform/http/address.ts';
import { problem } from '../../platform/problem.ts';
import type { Limit } from '../../platform/rate-limit.ts';
import { CODE_SECONDS, issueCode } from './codes.ts';
import { maskPhone, normalisePhone } from './phone.ts';
import { countSend, RESEND_SECONDS } from './sends.ts';
import { askedBy } from './tries.ts';

const HOUR = 3600;
/**
 * What is sent in an hour because of an attack has an end. Numbers that have an account have a part of their own, so
 * that a flood of others keeps nobody out who signed in before; while it lasts, that can be told from the answer. One
 * address may be a village's, or a carrier's for many phones; what one number gets is counted by itself.
 */
const PARTS = {
  known: { address: 60, range: 240, all: 500 },
  strangers: { address: 60, range: 120, all: 300 },
} as const;
type Part = keyof typeof PARTS;

const ALARMS: Record<Part, string> = {
  strangers: `sign-in codes: the ${PARTS.strangers.all} an hour for numbers without an account are used up, nobody new can sign in; numbers with an account still can`,
  known: `sign-in codes: the ${PARTS.known.all} an hour for numbers with an account are used up, they can't sign in`,
};

async function partOf(deps: Deps, phone: string): Promise<Part> {
  return (await deps.models.accounts.exists({ phoneNumber: phone })) ? 'known' : 'strangers';
}

type Taken = { name: string; key: string; limit: Limit };

/**
 * Takes one message out of a part: of an address every request, of its range and of the whole only what is sent. Throws
 * `auth.too_many_codes`. The answer gives back what wasn't sent.
 */
async function takeFrom(deps: Deps, part: Part, clientIp: string): Promise<() => Promise<void>> {
  const limits = PARTS[part];
  const of = (what: keyof typeof limits, key: string): Taken => ({
    name: `codes.${part}.${what}`,
    key,
    limit: { points: limits[what], seconds: HOUR },
  });
  const take = async ({ name, key, limit }: Taken) =>
    deps.limits.take(name, key, limit, 'auth.too_many_codes');
  const range = of('range', clientRange(clientIp));
  const all = of('all', '');
  const back = async (those: readonly Taken[]) => {
    for (const { name, key, limit } of those) await deps.limits.giveBack(name, key, limit);
  };
  await take(of('address', clientIp));
  await take(range);
  try {
    await take(all);
  } catch (error) {
    deps.alarms.raise(ALARMS[part], HOUR);
    await back([range]);
    throw error;
  }
  return () => back([range, all]);
}

/** `asked`: for the browser that asked, so that its code is let through whatever others try; see `tries.ts`. */
export type Sent = { sent: CodeSent; asked: string };

/**
 * Sends a code. The answer is the same whether or not the number has an account. What isn't sent is counted neither on
 * the number nor on what there is for all. Throws `auth.phone_invalid`, `auth.too_many_codes`, or `server.unavailable`
 * where the message could not be handed over.
 */
export async function sendCode(
  deps: Deps,
  input: { phone: string; clientIp: string; asked: string | null },
): Promise<Sent> {
  const phone = normalisePhone(input.phone, deps.settings.PHONE_COUNTRY);
  const giveBack = await takeFrom(deps, await partOf(deps, phone), input.clientIp);
  let uncount = async () => {};
  try {
    uncount = await countSend(deps, phone, clientRange(input.clientIp));
    const code = await issueCode(deps, phone);
    await deps.sms.send({ id: randomUUID(), to: phone, text: signInCodeText(code) }).catch((error) => {
      deps.log.error({ err: error }, 'text message not sent');
      throw problem('server.unavailable', { retryAfterSeconds: RESEND_SECONDS });
    });
  } catch (error) {
    await uncount();
    await giveBack();
    throw error;
  }
  return {
    sent: { phoneMasked: maskPhone(phone), expiresInSeconds: CODE_SECONDS, resendInSeconds: RESEND_SECONDS },
    asked: askedBy(deps, phone, input.asked),
  };
}
