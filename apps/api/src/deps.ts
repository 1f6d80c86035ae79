import { aboutShared } from './modules/about/shared.ts';
import type { alertModels } from './modules/alerts/model.ts';
import type { BookingHooks } from './modules/bookings/hooks.ts';
import type { bookingModels } from './modules/bookings/model.ts';
import { capsShared } from './modules/caps/shared.ts';
import type { contactModels } from './modules/contacts/model.ts';
import type { crewModels } from './modules/crews/model.ts';
import type { EmployerHooks } from './modules/employers/hooks.ts';
import type { EmployerRecord, employerModels } from './modules/employers/model.ts';
import type { fileModels } from './modules/files/model.ts';
import { filesShared } from './modules/files/shared.ts';
import type { GigHooks } from './modules/gigs/hooks.ts';
import type { gigModels } from './modules/gigs/model.ts';
import type { IdentityHooks } from './modules/identity/hooks.ts';
import type { identityModels } from './modules/identity/model.ts';
import { identityShared } from './modules/identity/shared.ts';
import type { importModels } from './modules/imports/model.ts';
import type { noticeModels } from './modules/notices/model.ts';
import type { PeopleHooks } from './modules/people/hooks.ts';
import type { peopleModels } from './modules/people/model.ts';
import type { ProxyHooks } from './modules/proxies/hooks.ts';
import type { proxyModels } from './modules/proxies/model.ts';
import { proxiesShared } from './modules/proxies/shared.ts';
import type { RegionRecord, regionModels } from './modules/regions/model.ts';
import type { reportModels } from './modules/reports/model.ts';
import type { rollModels } from './modules/rolls/model.ts';
import type { NoticeTable } from './platform/notices/table.ts';
import type { Platform } from './platform/platform.ts';
import type { TallyModels } from './platform/tallies.ts';
import { readLanguages } from './words/words.ts';

/** The collections of all features, and of what is counted for any. */
export type Models = TallyModels &
  ReturnType<typeof regionModels> &
  ReturnType<typeof identityModels> &
  ReturnType<typeof peopleModels> &
  ReturnType<typeof proxyModels> &
  ReturnType<typeof fileModels> &
  ReturnType<typeof employerModels> &
  ReturnType<typeof gigModels> &
  ReturnType<typeof bookingModels> &
  ReturnType<typeof crewModels> &
  ReturnType<typeof contactModels> &
  ReturnType<typeof importModels> &
  ReturnType<typeof rollModels> &
  ReturnType<typeof noticeModels> &
  ReturnType<typeof alertModels> &
  ReturnType<typeof reportModels>;

/** What modules ask of those above them, by the module that asks; see `Feature.hooks`. */
export type Hooks = {
  identity: IdentityHooks;
  people: PeopleHooks;
  proxies: ProxyHooks;
  employers: EmployerHooks;
  gigs: GigHooks<{ employer: EmployerRecord; region: RegionRecord | null }>;
  bookings: BookingHooks;
};

/** Adds to the platform what features share: their collections, the sign-in library, caps and texts. */
export function withShared(platform: Platform, models: Models) {
  return {
    ...platform,
    ...aboutShared(platform.settings),
    ...capsShared(platform),
    ...identityShared(platform),
    ...proxiesShared(platform.settings),
    ...filesShared(platform),
    models,
    languages: readLanguages(platform.settings.WORDS_DIR),
    /** Filled in once all features are known. */
    hooks: {} as Hooks,
    /** As `hooks`. */
    notices: {} as NoticeTable,
  };
}

/** Made once at start and passed by name; tests replace the clock or the text messages. */
export type Deps = ReturnType<typeof withShared>;
