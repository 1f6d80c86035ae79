import { type Consent, zConsent } from '@linggong/contracts/about.ts';

/** The versions that a form agrees to by its box (`consentValue`); null where it was not ticked. */
export function readConsent(form: FormData): Consent | null {
  const [terms, privacy] = String(form.get('consent') ?? '').split(' ');
  const consent = zConsent.safeParse({ terms, privacy });
  return consent.success ? consent.data : null;
}
