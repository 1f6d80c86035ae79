import type { Platform } from '../../platform/platform.ts';
import { createAuth } from './auth.ts';
import { readBudgets } from './code-budgets.ts';

/** What everybody gets of this feature by `Deps`. */
export const identityShared = (platform: Platform) => ({
  codeBudgets: readBudgets(platform.settings.CODES, platform.limits.scale),
  auth: createAuth(platform, platform.connection),
});
