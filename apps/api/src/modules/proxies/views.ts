import type { Grant, GrantState } from '@linggong/contracts/proxy.ts';
import { roleOver } from '@linggong/rules/authority.ts';
import { grantState } from '@linggong/rules/grant.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { fileLink } from '../files/public.ts';
import { maskPhone, personsByIds } from '../identity/public.ts';
import { maskedName } from '../people/public.ts';
import { placeNames, type RegionRecord, regionsByIds } from '../regions/public.ts';
import type { GrantRecord } from './model.ts';

/** Whether a grant still gives its proxy, or a desk, the right to know what the person is called by now and where they live. */
function mayKnow(
  grant: GrantRecord,
  state: GrantState,
  region: RegionRecord | undefined,
  at: Around,
): boolean {
  if (at.desk) return region === undefined || roleOver(at.desk, region.path) !== null;
  if (!at.viewer || grant.personId.toHexString() === at.viewer.personId) return true;
  return state === 'live' || state === 'not_yet';
}

/**
 * Who is shown grants. `viewer`: who sees the photo of a paper, as one of those whom it concerns; absent: nobody. `desk`:
 * an operator, who is shown what the county found of how consent was given, except of what they act by themselves.
 */
type Around = { viewer?: Viewer; desk?: Viewer };

/**
 * Grants for those whom they concern, in their order. No number in full is in them. Whoever ended a grant to be left alone is
 * not followed by it: where they live by then and what they are called stays with them.
 */
export async function toGrants(
  deps: Deps,
  grants: readonly GrantRecord[],
  at: Around = {},
): Promise<Grant[]> {
  const viewer = at.viewer ?? at.desk;
  const persons = byId(
    await personsByIds(
      deps,
      grants.flatMap(({ personId, proxyId }) => [personId, proxyId]),
    ),
  );
  const regions = await regionsByIds(
    deps,
    [...persons.values()].flatMap(({ regionId }) => regionId ?? []),
  );
  const now = deps.clock();
  return grants.map((grant) => {
    const person = persons.get(String(grant.personId));
    const region = regions.get(String(person?.regionId));
    const { kind, witness, fileId } = grant.consent;
    const { as, name, office, at: recordedAt } = grant.recorded;
    const state = grantState(grant, now);
    const known = mayKnow(grant, state, region, at);
    const checks = at.desk && !grant.proxyAccountId.equals(at.desk.accountId);
    return {
      id: grant._id.toHexString(),
      person: {
        id: grant.personId.toHexString(),
        name: known ? (person?.name ?? '') : maskedName(person?.name ?? ''),
        regionNames: region && known ? placeNames(region) : [],
      },
      proxy: {
        id: grant.proxyId.toHexString(),
        name: grant.proxyName,
        phoneMasked: maskPhone(persons.get(String(grant.proxyId))?.phone ?? ''),
      },
      relation: grant.relation,
      scopes: [...grant.scopes],
      from: grant.from.toISOString(),
      until: grant.until.toISOString(),
      state,
      consent: { kind, witness, paper: fileId && viewer ? fileLink(deps, viewer, fileId) : null },
      recorded: { as, name, office, at: recordedAt.toISOString() },
      ended: grant.ended && { by: grant.ended.by, at: grant.ended.at.toISOString() },
      replaces: grant.replaces !== undefined,
      // That they wrote it down themselves they know, and may know that it is looked at.
      doubts: grant.doubts.filter((doubt) => checks || (at.desk && doubt === 'own_record')),
      looked:
        checks && grant.looked
          ? {
              office: grant.looked.office,
              remark: grant.looked.remark,
              at: grant.looked.at.toISOString(),
            }
          : null,
    };
  });
}
