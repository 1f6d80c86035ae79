import { hmac, phoneKey } from '../../platform/keyed.ts';
import type { TallyModels } from '../../platform/tallies.ts';
import type { IdentityModels } from './model.ts';

/** What passes need; the sign-in library, which is made before all else, redeems them. */
export type PassDeps = { models: Pick<IdentityModels, 'codes'>; secret: string; clock: () => Date };
/** What codes need, whose sendings and tries are counted. */
export type CodeDeps = PassDeps & { models: TallyModels };

/**
 * Codes to sign in with are the number's; those for another purpose are that purpose's too, and good for nothing else.
 */
export const subjectOf = (phone: string, purpose: string) => (purpose ? `${phone} ${purpose}` : phone);

/** A number as it is dealt with from one range of addresses; begins with `phoneKey`. */
export const keyFrom = (deps: Pick<CodeDeps, 'secret'>, phone: string, range: string) =>
  `${phoneKey(deps, phone)}:${hmac(deps.secret, 'code.range', phone, range)}`;

export const secondsUntil = (deps: Pick<CodeDeps, 'clock'>, until: Date) =>
  Math.max(1, Math.ceil((until.getTime() - deps.clock().getTime()) / 1000));
