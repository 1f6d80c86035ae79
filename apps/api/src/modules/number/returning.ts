import type { Consent } from '@linggong/contracts/about.ts';
import type { Deps } from '../../deps.ts';
import {
  absentBy,
  letIn,
  normalisePhone,
  requireInForce,
  requireName,
  type SignedIn,
} from '../identity/public.ts';
import { releaseNumber } from './release.ts';

/**
 * Goes on with a sign-in that `auth.whose_number` held back: to the account, with the name that stands in it; or with
 * `name` null, as somebody else who has the number now, to a new one, while the old one stays without a number. Throws
 * `auth.code_expired`, `auth.name_wrong`, `auth.too_many_attempts`, `auth.consent_outdated`.
 */
export async function signInReturning(
  deps: Deps,
  given: {
    phone: string;
    ticket: string;
    name: string | null;
    consent: Consent | null;
    clientIp: string;
    userAgent?: string | undefined;
  },
): Promise<SignedIn> {
  const phone = normalisePhone(given.phone, deps.settings.PHONE_COUNTRY);
  if (given.consent) requireInForce(deps, given.consent);
  const absent = await absentBy(deps, phone, given.ticket);
  if (given.name === null) await releaseNumber(deps, absent);
  else await requireName(deps, absent, given.name);
  const { clientIp, consent, userAgent } = given;
  return letIn(deps, { phone, clientIp, consent, userAgent });
}
