import { getWages } from '@linggong/contracts/api/gigs.ts';
import type { Flag } from '@linggong/contracts/flag.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import type { Region } from '@linggong/contracts/region.ts';
import type { Wages } from '@linggong/contracts/wage.ts';
import { heightAt } from '@linggong/rules/height.ts';
import { wageFor } from '@linggong/rules/posting/minimum-wage.ts';
import { localDay } from '@linggong/rules/time.ts';
import type { Call } from '#lib/api/client.ts';
import type { Kind } from './draft.ts';

const PAUSE_MS = 150;

type Options = {
  call: Call;
  kind: Kind;
  forwarded: boolean;
  wages: Wages | null;
  flags: readonly Flag[];
  now: Date;
};

/**
 * The rules' remarks on a posting while it is typed: the same rules as on the server, run here. Until they are
 * loaded (and without a script) those that the server told with the page.
 */
export function remarks({ call, kind, forwarded, wages, flags, now }: Options) {
  let known = $state.raw(wages);
  let found = $state.raw(flags);
  /** Nothing that is typed here changes the name over it. */
  const ofName = flags.filter(({ field }) => field === 'employer');
  let check: typeof import('@linggong/rules/posting/check.ts').checkPosting | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest: Posting | null = null;

  function run() {
    if (!check || !latest) return;
    const ofPosting = check(latest, {
      now: new Date(),
      wages: known?.rows ?? [],
      regionCodes: known?.regionCodes ?? [],
      ...heightAt(latest.workplace.altitudeM, known),
      forwarded,
      employerKind: kind,
    });
    found = [...ofPosting, ...ofName];
  }

  return {
    get flags() {
      return found;
    },
    /** The minimum wage in force at the workplace today; null: not known. */
    get wage() {
      return known && wageFor(known.rows, known.regionCodes, localDay(now));
    },
    /** Fetches the rules; they are larger than the page that runs them. */
    async load() {
      check = (await import('@linggong/rules/posting/check.ts')).checkPosting;
      run();
    },
    typed(posting: Posting) {
      latest = posting;
      clearTimeout(timer);
      timer = setTimeout(run, PAUSE_MS);
    },
    /** Another workplace: what is due there is asked for; until it is known nothing is said of wages. */
    async moved(region: Region | null) {
      known = null;
      const answer = region && (await call(getWages, { query: { region: region.id } }));
      if (answer?.ok) known = answer.data;
      run();
    },
  };
}
export type Remarks = ReturnType<typeof remarks>;
