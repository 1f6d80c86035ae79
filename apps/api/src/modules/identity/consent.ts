import type { Consent } from '@linggong/contracts/about.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { requireMay } from './access.ts';
import type { ConsentRecord, PersonRecord } from './model.ts';
import { addConsent } from './repository/persons.ts';

/** The versions of the texts that are in force. */
export const textsInForce = (deps: Pick<Deps, 'texts'>): Consent => ({
  terms: deps.texts.terms.version,
  privacy: deps.texts.privacy.version,
});

const same = (a: Consent, b: Consent) => a.terms === b.terms && a.privacy === b.privacy;

/** Whether somebody has agreed to what is in force now. */
export const hasAgreed = (deps: Pick<Deps, 'texts'>, { agreed }: Pick<PersonRecord, 'agreed'>): boolean =>
  Boolean(agreed) && same(agreed!, textsInForce(deps));

/** Throws `auth.consent_outdated` unless what was shown is what is in force. */
export function requireInForce(deps: Pick<Deps, 'texts'>, consent: Consent): void {
  if (!same(consent, textsInForce(deps))) throw problem('auth.consent_outdated');
}

/** Records that an account agrees, to which versions, when and where; what was agreed before stays on record. */
export async function recordConsent(
  deps: Deps,
  accountId: string,
  consent: Consent,
  how: ConsentRecord['how'],
): Promise<void> {
  await deps.transaction(() =>
    addConsent(deps, new Types.ObjectId(accountId), consent, { how, at: deps.clock() }),
  );
}

/**
 * Who is signed in agrees to the texts as they were shown. Throws `auth.consent_outdated`. Repeating it changes
 * nothing.
 */
export async function agree(deps: Deps, viewer: Viewer | null, consent: Consent): Promise<void> {
  requireMay(viewer, 'account.agree');
  requireInForce(deps, consent);
  if (!viewer.agreed) await recordConsent(deps, viewer.accountId, consent, 'again');
}
