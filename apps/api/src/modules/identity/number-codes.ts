import type { CodeSent } from '@linggong/contracts/account.ts';
import type { Deps } from '../../deps.ts';
import { clientRange } from '../../platform/http/address.ts';
import type { Viewer } from '../../platform/http/env.ts';
import type { Limit } from '../../platform/rate-limit.ts';
import { counting } from '../caps/public.ts';
import { codesAreShort, requireLeft } from './budgets.ts';
import { redeemCode } from './codes.ts';
import { deliverCode, partOf } from './send-code.ts';

/** One account that types codes for numbers, its own or others'. */
const TRIES: Limit = { points: 10, seconds: 900 };

type Asked = {
  /** E.164. */
  phone: string;
  /** What the code is good for; for nothing else, signing in least of all. */
  purpose: string;
  clientIp: string;
};

/**
 * Sends a number a code that shows that somebody reads its messages, for the viewer's account. Throws `cap.reached`,
 * `auth.too_many_codes`, `server.unavailable`.
 */
export async function sendNumberCode(
  deps: Deps,
  { accountId }: Viewer,
  { text, ...asked }: Asked & { text: (code: string) => string },
): Promise<CodeSent> {
  // A number without an account uses up what there is for those, and no way around the sum that they are asked for.
  const part = await partOf(deps, asked.phone);
  const { tight } = await requireLeft(deps, part, asked.clientIp);
  if (tight && part === 'new') throw codesAreShort(deps, tight);
  return counting(deps, [{ cap: 'number_codes', by: accountId }], () =>
    deliverCode(deps, { ...asked, part, text }),
  );
}

/** Uses up such a code. Throws as `redeemCode` does. */
export async function redeemNumberCode(
  deps: Deps,
  { accountId }: Viewer,
  { phone, purpose, clientIp, code }: Asked & { code: string },
): Promise<void> {
  await deps.limits.take('number.tries', accountId, TRIES, 'auth.too_many_attempts');
  await redeemCode(deps, phone, code, { range: clientRange(clientIp), asked: null, purpose });
}
