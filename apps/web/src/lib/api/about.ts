import type { About, Consent, LegalText, TextKind } from '@linggong/contracts/about.ts';
import type { Answer, Call } from './client.ts';

export const getAbout = (call: Call): Promise<Answer<About>> => call('GET', '/about');

export const getText = (call: Call, kind: TextKind): Promise<Answer<LegalText>> =>
  call('GET', `/texts/${kind}`);

export const agreeTo = (call: Call, consent: Consent): Promise<Answer<void>> =>
  call('POST', '/me/consent', { body: consent });
