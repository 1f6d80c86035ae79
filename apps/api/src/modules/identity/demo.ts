import { DEMO_PEOPLE } from '../../demo/people.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { issueCode } from './codes.ts';
import { signIn } from './usecases.ts';

function requireDemo(deps: Deps): void {
  if (!deps.settings.DEMO) throw problem('auth.demo_only');
}

/** Whom one can be in the demo. Throws `auth.demo_only` elsewhere. */
export function demoPeople(deps: Deps) {
  requireDemo(deps);
  return DEMO_PEOPLE.map(({ key, name, role, about }) => ({ key, name, role, about }));
}

/** Signs in as one of them: a code is made and redeemed as anybody's, only that no message is sent. */
export async function signInAsDemo(deps: Deps, input: { key: string; clientIp: string }) {
  requireDemo(deps);
  const person = DEMO_PEOPLE.find(({ key }) => key === input.key);
  if (!person) throw problem('person.not_found');
  const code = await issueCode(deps, person.phone);
  return signIn(deps, { phone: person.phone, code, clientIp: input.clientIp });
}
