import type { Deregistration } from '@linggong/contracts/people.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { closePerson, personById, pseudonymisePerson, touchPerson } from '../identity/public.ts';
import { byDesk, entryFor, hasMerges, noteAct, tellPerson } from '../people/public.ts';
import { forgetAllButName, forgetPerson } from './forget-person.ts';
import { giveAllBack, withTheirGigs } from './give-all-back.ts';
import { workingAt } from './in-the-way.ts';
import { keepName } from './retention.ts';
import { atWorkWords, CLOSED } from './words.ts';

/**
 * A desk takes somebody out of the register who died, or who asked for it, or who never should have been in it: what has
 * not begun is given back and its employers are told, grants and crews end, name, numbers and dates go; records of work
 * stay under a pseudonym; of who died under their name for three years, so that the family can prove what was worked.
 * Whoever has an account closes it themself. Of somebody who died work that has begun stays as it is; for all others it
 * must be over. Throws `person.not_found`, `people.has_account`, `people.changed_meanwhile`, `people.at_work`,
 * `people.with_merges` where others were put into the record and it isn't said that they go too.
 */
export async function deregisterPerson(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { why, revision, withMerged }: Deregistration,
): Promise<void> {
  const { _id: personId } = await entryFor(deps, viewer, 'people.deregister', id);
  await withTheirGigs(deps, personId.toHexString(), () =>
    deps.transaction(async () => {
      await touchPerson(deps, personId);
      // As it is now: somebody may have changed it, or taken it over, since it was asked for.
      const entry = await entryFor(deps, viewer, 'people.deregister', id);
      const person = await personById(deps, entry._id);
      if (!person) throw problem('person.not_found');
      if (person.accountId) throw problem('people.has_account');
      if (entry.revision !== revision) throw problem('people.changed_meanwhile');
      // Who was put together with them by mistake would be gone for good.
      if (!withMerged && (await hasMerges(deps, personId))) throw problem('people.with_merges');
      const titles = why === 'died' ? [] : await workingAt(deps, personId.toHexString());
      if (titles.length > 0) throw problem('people.at_work', { detail: atWorkWords(titles) });
      await giveAllBack(deps, personId.toHexString());
      if (why === 'died') {
        await forgetAllButName(deps, personId);
        await closePerson(deps, personId);
        await keepName(deps, personId);
      } else {
        await forgetPerson(deps, personId, person);
        await pseudonymisePerson(deps, personId, CLOSED.person);
      }
      const by = byDesk(viewer!, entry.deskPath);
      await noteAct(deps, { personId, by, kind: 'deregistered', about: { fields: [why] } });
      await tellPerson(deps, entry);
    }),
  );
}
