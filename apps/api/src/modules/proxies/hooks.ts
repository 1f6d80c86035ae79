import type { GrantEnded } from '@linggong/contracts/proxy.ts';
import type { GrantRecord } from './model.ts';

/** What proxies ask of modules above them. */
export type ProxyHooks = {
  /**
   * Steps back from all that a proxy took for a person and that has not begun, at the person's wish. Not within a
   * transaction; what can't be given back is said.
   */
  stepBackFrom: (
    grant: Pick<GrantRecord, 'personId' | 'proxyAccountId'>,
  ) => Promise<Pick<GrantEnded, 'steppedBack' | 'stays'>>;
};
