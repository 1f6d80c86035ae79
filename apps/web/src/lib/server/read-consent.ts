import { type Consent, zConsent } from '@linggong/contracts/about.ts';

/** The versions that a form agrees to by its box; null where it was not ticked. */
export const readConsent = (form: FormData): Consent | null => consentOf(String(form.get('consent') ?? ''));

/** What a box stands for (`consentValue`), read back. */
export function consentOf(value: string): Consent | null {
  const [terms, privacy] = value.split(' ');
  const consent = zConsent.safeParse({ terms, privacy });
  return consent.success ? consent.data : null;
}
