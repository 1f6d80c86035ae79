import { randomUUID } from 'node:crypto';
import type { CodeSent } from '@linggong/contracts/account.ts';
import type { Proof } from '@linggong/contracts/challenge.ts';
import type { Deps } from '../../deps.ts';
import { clientRange } from '../../platform/http/address.ts';
import { problem } from '../../platform/problem.ts';
import { type Part, requireLeft, takeCode } from './budgets.ts';
import { requireProof } from './challenge.ts';
import { CODE_SECONDS, issueCode } from './codes.ts';
import { languageOfNumber } from './language.ts';
import { maskPhone, normalisePhone } from './phone.ts';
import { accountIdByPhone } from './repository/accounts.ts';
import { countSend, RESEND_SECONDS } from './sends.ts';
import { codeText } from './texts.ts';
import { askedBy } from './tries.ts';

/** Known: it signed in before. While codes are short, that can be told from the answer. */
export async function partOf(deps: Deps, phone: string): Promise<'known' | 'new'> {
  return (await accountIdByPhone(deps, phone)) ? 'known' : 'new';
}

/** `asked`: for the browser that asked, so that its code is let through whatever others try; see `tries.ts`. */
export type Sent = { sent: CodeSent; asked: string };

/**
 * Sends a code. The answer is the same whether or not the number has an account. What isn't sent is counted neither on
 * the number nor on where it was asked for nor on what there is for all. Throws `auth.phone_invalid`,
 * `auth.too_many_codes`, `identity.challenge` where it is tight and the number never signed in, or `server.unavailable`
 * where the message could not be handed over.
 */
export async function sendCode(
  deps: Deps,
  input: { phone: string; clientIp: string; asked: string | null; proof: Proof | null },
): Promise<Sent> {
  const phone = normalisePhone(input.phone, deps.settings.PHONE_COUNTRY);
  const part = await partOf(deps, phone);
  const { clientIp } = input;
  const { tight } = await requireLeft(deps, part, clientIp);
  const giveBack = tight && part === 'new' ? await requireProof(deps, { ...input, phone }) : async () => {};
  try {
    const language = await languageOfNumber(deps, phone);
    const text = (code: string) => codeText('signIn', code, language);
    const sent = await deliverCode(deps, { phone, part, clientIp, text });
    return { sent, asked: askedBy(deps, phone, input.asked) };
  } catch (error) {
    await giveBack();
    throw error;
  }
}

type Delivery = {
  /** E.164. */
  phone: string;
  /** Whose budget it is of. */
  part: Part;
  clientIp: string;
  /** What the code is for; none: to sign in. */
  purpose?: string;
  text: (code: string) => string;
};

/**
 * Sends a number the code that it has for a purpose. What isn't sent is counted nowhere. Throws `auth.too_many_codes`,
 * or `server.unavailable`.
 */
export async function deliverCode(deps: Deps, given: Delivery): Promise<CodeSent> {
  const { phone, part, clientIp, purpose, text } = given;
  const undo: (() => Promise<void>)[] = [];
  try {
    undo.push(await takeCode(deps, part, clientIp));
    const counted = await countSend(deps, { phone, range: clientRange(clientIp), purpose });
    undo.push(counted.unsent);
    const code = await issueCode(deps, phone, purpose);
    await deps.sms.send({ id: randomUUID(), to: phone, text: text(code) }).catch((error) => {
      deps.log.error({ err: error }, 'text message not sent');
      throw problem('server.unavailable', { retryAfterSeconds: RESEND_SECONDS });
    });
    await counted.sent();
  } catch (error) {
    for (const back of undo) await back();
    throw error;
  }
  return { phoneMasked: maskPhone(phone), expiresInSeconds: CODE_SECONDS, resendInSeconds: RESEND_SECONDS };
}
