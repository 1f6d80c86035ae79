import { readTexts } from './modules/about/texts.ts';
import { alertModels } from './modules/alerts/model.ts';
import { bookingModels } from './modules/bookings/model.ts';
import type { Caps } from './modules/caps/table.ts';
import { contactModels } from './modules/contacts/model.ts';
import { employerModels } from './modules/employers/model.ts';
import { gigModels } from './modules/gigs/model.ts';
import { createAuth } from './modules/identity/auth.ts';
import type { CodeBudgets } from './modules/identity/code-budgets.ts';
import { identityModels } from './modules/identity/model.ts';
import { importModels } from './modules/imports/model.ts';
import { noticeModels } from './modules/notices/model.ts';
import { regionModels } from './modules/regions/model.ts';
import { reportModels } from './modules/reports/model.ts';
import type { Platform } from './platform/platform.ts';

/** Adds each feature's models and the sign-in library, all on the platform's one connection. */
export function withRepositories(platform: Platform) {
  const { connection } = platform;
  return {
    ...platform,
    models: {
      ...regionModels(connection),
      ...identityModels(connection),
      ...employerModels(connection),
      ...gigModels(connection),
      ...bookingModels(connection),
      ...contactModels(connection),
      ...importModels(connection),
      ...noticeModels(connection),
      ...alertModels(connection),
      ...reportModels(connection),
    },
    caps: platform.caps as Caps,
    codeBudgets: platform.codeBudgets as CodeBudgets,
    auth: createAuth(platform, connection),
    texts: readTexts(platform.settings),
  };
}

/** Made once at start and passed by name; tests replace the clock or the text messages. */
export type Deps = ReturnType<typeof withRepositories>;
