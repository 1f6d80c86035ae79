import type { Consent } from '@linggong/contracts/about.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { requireMay } from './access.ts';
import type { ConsentRecord, PersonRecord } from './model.ts';

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
  { terms, privacy }: Consent,
  how: ConsentRecord['how'],
): Promise<void> {
  const account = new Types.ObjectId(accountId);
  await deps.transaction(async () => {
    const at = deps.clock();
    await deps.models.consents.insertMany([
      { _id: new Types.ObjectId(), accountId: account, terms, privacy, how, at },
    ]);
    await deps.models.persons.updateOne({ accountId: account }, { $set: { agreed: { terms, privacy } } });
  });
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
