import { listEmployers } from '@linggong/contracts/api/employers.ts';
import { zEmployersQuery } from '@linggong/contracts/employer.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
  const asked = zEmployersQuery.safeParse(
    Object.fromEntries([...url.searchParams].filter(([name, value]) => value !== '' && name !== 'importId')),
  );
  const query = asked.success ? asked.data : {};
  return { query, list: orThrow(await makeCall(fetch)(listEmployers, { query })) };
};
