import { DEMO_PEOPLE } from '../../demo/people.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { textsInForce } from './consent.ts';
import { agreeing, type SignedIn, signInUnasked } from './usecases.ts';

function requireDemo(deps: Deps): void {
  if (!deps.settings.DEMO) throw problem('auth.demo_only');
}

/** Whom one can be in the demo. Throws `auth.demo_only` elsewhere. */
export function demoPeople(deps: Deps) {
  requireDemo(deps);
  return DEMO_PEOPLE.map(({ key, name, role, about }) => ({ key, name, role, about }));
}

/** Signs in as one of them; no message is sent, and choosing them is agreeing. */
export async function signInAsDemo(deps: Deps, key: string, userAgent?: string): Promise<SignedIn> {
  requireDemo(deps);
  const person = DEMO_PEOPLE.find((one) => one.key === key);
  if (!person) throw problem('person.not_found');
  return agreeing(
    deps,
    await signInUnasked(deps, { phone: person.phone, userAgent }),
    textsInForce(deps),
    'demo',
  );
}
