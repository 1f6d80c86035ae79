import type { Employer } from '@linggong/contracts/employer.ts';
import type { Flag } from '@linggong/contracts/flag.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { employerNameFlags } from '@linggong/rules/employer-name.ts';
import { heightAt } from '@linggong/rules/height.ts';
import { checkPosting } from '@linggong/rules/posting/check.ts';
import { wagesOn } from './wages.ts';

/** Of whom and where a gig is about, what the rules go by. */
export type RuledBy = {
  employer: Pick<Employer, 'kind' | 'name'>;
  region: { pathCodes: readonly string[]; altitudeM: number | null; altitudeAbout?: boolean } | null;
};

/** What the rules find in a posting now, and in the name that stands over it. */
export function flagsOf(posting: Posting, { employer, region }: RuledBy, now: Date): Flag[] {
  const regionCodes = region?.pathCodes ?? [];
  const flags = checkPosting(posting, {
    now,
    wages: wagesOn(regionCodes),
    regionCodes,
    ...heightAt(posting.workplace.altitudeM, region),
    forwarded: posting.source !== null,
    employerKind: employer.kind,
  });
  return [...flags, ...employerNameFlags(employer.name)];
}
