import { Types } from 'mongoose';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { personById, pseudonymisePerson } from '../identity/public.ts';
import { forgetName } from './forget-person.ts';
import { CLOSED } from './words.ts';

/** Written in databases. */
const KIND = 'closing.unname';
const zData = z.object({ personId: z.string() });
/**
 * How long records of work name somebody who died: as long as employers keep their ledgers of wages (保障农民工工资支付条例,
 * art. 15), so that the family can prove what was worked.
 */
const YEARS = 3;

/** Asks for the name of somebody who died to go once nobody needs it; in the transaction that takes them out. */
export function keepName(deps: Deps, personId: Types.ObjectId): Promise<void> {
  const at = new Date(deps.clock());
  at.setUTCFullYear(at.getUTCFullYear() + YEARS);
  const id = personId.toHexString();
  return deps.jobs.enqueue([{ kind: KIND, key: id, data: { personId: id }, at }]);
}

export const unnameJob = (deps: Deps): JobSpec => ({
  kind: KIND,
  run: async (data) => {
    const personId = new Types.ObjectId(zData.parse(data).personId);
    const person = await personById(deps, personId);
    if (!person) return undefined;
    await deps.transaction(async () => {
      await forgetName(deps, personId, person);
      await pseudonymisePerson(deps, personId, CLOSED.person);
    });
    return undefined;
  },
});
