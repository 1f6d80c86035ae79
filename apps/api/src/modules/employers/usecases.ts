import type { Employer, zEmployersQuery, zNewEmployer } from '@linggong/contracts/employer.ts';
import { nameKey } from '@linggong/contracts/normal.ts';
import type { Target } from '@linggong/rules/authority.ts';
import { contactInName } from '@linggong/rules/employer-name.ts';
import { CONTACT_IN_NAME } from '@linggong/rules/messages/employer-name.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { isDuplicate } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { afterPlace, pageOf, placeOf } from '../../platform/paging.ts';
import { invalid, problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { counting } from '../caps/public.ts';
import {
  accountById,
  addMember,
  regionIdsOf,
  requireMay,
  requireSignedIn,
  touchPerson,
} from '../identity/public.ts';
import { regionById } from '../regions/public.ts';
import { creditCodeFits } from './credit-code.ts';
import { operatorsOf } from './forwarded.ts';
import type { EmployerRecord } from './model.ts';
import { employerOf, employersAtDesk, employersInOrder } from './repository/find.ts';
import { addEmployer } from './repository/save.ts';
import { toEmployer } from './views.ts';

const PAGE = 30;

/** Where a name leads past the market that is refused at once; what is only doubtful is flagged with each posting. */
function requirePlainName(name: string): void {
  if (contactInName(name).length > 0) throw invalid([{ path: ['name'], message: CONTACT_IN_NAME }]);
}

/**
 * Registers an employer with the viewer as its first member. Throws `request.invalid` where its name is a way to get in
 * touch, `employer.exists`, `region.not_found`.
 */
export async function registerEmployer(
  deps: Deps,
  viewer: Viewer | null,
  input: z.output<typeof zNewEmployer>,
): Promise<Employer> {
  requireMay(viewer, 'employer.register');
  requirePlainName(input.name);
  if (input.creditCode && !creditCodeFits(input.creditCode)) {
    const message = wordsOf('employers').creditCodeWrong;
    throw problem('request.invalid', { errors: [{ path: 'creditCode', message }] });
  }
  const region = await regionById(deps, input.regionId);
  if (!region) throw problem('region.not_found');
  const accountId = new Types.ObjectId(viewer.accountId);
  const createdAt = deps.clock();
  const unreached: EmployerRecord = {
    _id: new Types.ObjectId(),
    name: input.name,
    nameKey: nameKey(input.name),
    kind: input.kind,
    creditCode: input.creditCode,
    regionId: region._id,
    regionPath: region.path,
    contactPhone: null,
    verification: null,
    sourceName: null,
    createdAt,
  };
  try {
    const registered = await counting(deps, [{ cap: 'employers', by: accountId }], () =>
      deps.transaction(async () => {
        // Who closes the account at this moment touches the record too: they forget this number, or this is not made.
        await touchPerson(deps, viewer.personId);
        const employer = { ...unreached, contactPhone: (await accountById(deps, accountId)).phoneNumber };
        await addEmployer(deps, employer);
        await addMember(deps, { accountId, employerId: employer._id, createdAt });
        return employer;
      }),
    );
    return toEmployer(deps, registered);
  } catch (error) {
    if (isDuplicate(error)) throw problem('employer.exists');
    throw error;
  }
}

/** Those whose member the viewer is. */
export async function myEmployers(deps: Deps, viewer: Viewer | null): Promise<Employer[]> {
  requireMay(viewer, 'employer.list_own');
  const ids = viewer.roles.flatMap((role) => (role.role === 'employer' ? [role.employerId] : []));
  if (ids.length === 0) return [];
  const found = await employersInOrder(deps, ids);
  return Promise.all(found.map((employer) => toEmployer(deps, employer)));
}

/** An employer as authority asks about it. */
export const authorityOver = (employer: EmployerRecord): Target => ({
  employerId: employer._id,
  deskPath: operatorsOf(employer),
});

/** For its members and the operators over its region; to others it does not exist (`employer.not_found`). */
export async function visibleEmployer(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
): Promise<EmployerRecord> {
  requireSignedIn(viewer);
  const employer = await employerOf(deps, id);
  requireMay(viewer, 'employer.read', authorityOver(employer));
  return employer;
}

/** An employer for whom `visibleEmployer` lets see it. */
export const readEmployer = async (deps: Deps, viewer: Viewer | null, id: string): Promise<Employer> =>
  toEmployer(deps, await visibleEmployer(deps, viewer, id));

/** For operators: the employers of their regions, newest first. */
export async function listEmployers(
  deps: Deps,
  viewer: Viewer | null,
  query: z.output<typeof zEmployersQuery>,
) {
  requireMay(viewer, 'employer.list');
  const found = await employersAtDesk(deps, {
    regionIds: regionIdsOf(viewer),
    state: query.state,
    now: deps.clock(),
    q: query.q,
    after: afterPlace('createdAt', placeOf(query.cursor)),
    most: PAGE + 1,
  });
  const { page, nextCursor } = pageOf(found, PAGE, 'createdAt');
  return {
    items: await Promise.all(page.map((employer) => toEmployer(deps, employer))),
    nextCursor,
  };
}
