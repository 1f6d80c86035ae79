import type { Consent } from '@linggong/contracts/about.ts';

/** What the box of a form stands for: the versions that were shown. */
export const consentValue = ({ terms, privacy }: Consent): string => `${terms} ${privacy}`;
