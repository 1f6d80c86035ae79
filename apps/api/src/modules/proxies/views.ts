import type { Grant } from '@linggong/contracts/proxy.ts';
import { grantState } from '@linggong/rules/grant.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { fileLink } from '../files/public.ts';
import { maskPhone, personsByIds } from '../identity/public.ts';
import { placeNames, regionsByIds } from '../regions/public.ts';
import type { GrantRecord } from './model.ts';

/**
 * Grants for those whom they concern, in their order. No number in full is in them. `viewer`: who is shown the photo of a
 * paper; absent: nobody.
 */
export async function toGrants(
  deps: Deps,
  grants: readonly GrantRecord[],
  viewer?: Viewer,
): Promise<Grant[]> {
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
    const { as, name, office, at } = grant.recorded;
    return {
      id: grant._id.toHexString(),
      person: {
        id: grant.personId.toHexString(),
        name: person?.name ?? '',
        regionNames: region ? placeNames(region) : [],
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
      state: grantState(grant, now),
      consent: { kind, witness, paper: fileId && viewer ? fileLink(deps, viewer, fileId) : null },
      recorded: { as, name, office, at: at.toISOString() },
      ended: grant.ended && { by: grant.ended.by, at: grant.ended.at.toISOString() },
      replaces: grant.replaces !== undefined,
      doubts: [...grant.doubts],
      looked: grant.looked && {
        office: grant.looked.office,
        remark: grant.looked.remark,
        at: grant.looked.at.toISOString(),
      },
    };
  });
}
