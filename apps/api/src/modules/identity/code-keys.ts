import { hmac, phoneKey } from '../../platform/keyed.ts';
import type { IdentityModels } from './model.ts';

/** What codes need of the platform. */
export type CodeDeps = {
  models: Pick<IdentityModels, 'codes' | 'tallies'>;
  secret: string;
  clock: () => Date;
};

/**
 * Codes to sign in with are the number's; those for another purpose are that purpose's too, and good for nothing else.
 */
export const subjectOf = (phone: string, purpose: string) => (purpose ? `${phone} ${purpose}` : phone);

/** A number as it is dealt with from one range of addresses; begins with `phoneKey`. */
export const keyFrom = (deps: Pick<CodeDeps, 'secret'>, phone: string, range: string) =>
  `${phoneKey(deps, phone)}:${hmac(deps.secret, 'code.range', phone, range)}`;

export const secondsUntil = (deps: Pick<CodeDeps, 'clock'>, until: Date) =>
  Math.max(1, Math.ceil((until.getTime() - deps.clock().getTime()) / 1000));
