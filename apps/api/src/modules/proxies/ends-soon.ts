import { DAY_MS, localDay, localMoment } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { endsSoon } from './notices.ts';
import { grantsEndingIn } from './repository.ts';

const AT_MINUTES = 10 * 60;

/** Tells who acts for people, some days before it ends by itself, that these have work after that day. */
async function tellAll(deps: Deps): Promise<void> {
  const now = deps.clock();
  const soon = new Date(now.getTime() + deps.proxyLimits.ends_soon_days * DAY_MS);
  const ending = await grantsEndingIn(deps, now, soon);
  const alike = Map.groupBy(ending, ({ proxyId, until }) => `${proxyId} ${until.getTime()}`);
  for (const grants of alike.values()) {
    const people = grants.map(({ personId }) => personId);
    const busy = new Set((await deps.hooks.proxies.heldAfter(people, grants[0]!.until)).map(String));
    const those = grants.filter(({ personId }) => busy.has(personId.toHexString()));
    if (those.length > 0) await deps.hooks.proxies.addNotices(endsSoon.drafts({ grants: those, now }));
  }
}

/** Every morning at ten. */
export const endsSoonJob = (deps: Deps): JobSpec => ({
  kind: 'proxies.ends_soon',
  async run() {
    await tellAll(deps);
    return undefined;
  },
  recurring(now) {
    const today = localMoment(localDay(now), AT_MINUTES);
    return today > now ? today : new Date(today.getTime() + DAY_MS);
  },
});
