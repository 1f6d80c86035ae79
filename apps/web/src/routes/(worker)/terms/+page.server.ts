import { getText } from '@linggong/contracts/api/about.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => ({
  text: orThrow(await makeCall(fetch)(getText, { params: { kind: 'terms' } })),
});
