import { notSupported } from '../errors.ts';
import type { Command } from './context.ts';

/**
 * For the operator's backup: while it is renewed, the data file stays as it is and everything new goes to its log, so
 * that both can be copied. The number in the answer changes where the hold had lapsed.
 */
export const linggongHoldCheckpoints: Command = {
  fields: [],
  run({ engine }) {
    if (!engine.hold) throw notSupported('A backup of data in memory');
    return { hold: engine.hold.renew() };
  },
};
