import { isDeepStrictEqual } from 'node:util';
import type { Unmerged } from '@linggong/contracts/people.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import {
  endingSessions,
  type PersonRecord,
  personById,
  putPerson,
  requireMay,
  touchPerson,
} from '../identity/public.ts';
import { tellPerson } from './events.ts';
import { inTheWay, moversOf, sessionsMoved, toMerge } from './merge.ts';
import type { EntryRecord, MergeRecord } from './model.ts';
import { byDesk, noteAct } from './note.ts';
import { settleDouble } from './repository/doubles.ts';
import { entryById } from './repository/entries.ts';
import { markUndone, mergeById, putEntry } from './repository/merges.ts';
import { doubleId, followDoubles } from './spot-doubles.ts';

type Fields = Record<string, unknown>;
type Before = {
  kept: { person: Fields; entry: Fields; filled: { person: Fields; entry: Fields } };
  gone: { person: Fields; entry: Fields };
};

/** What was filled in and nobody has changed since, as it was before. */
function restored(now: object, { was, filled }: { was: Fields; filled: Fields }): Fields {
  const record = now as Fields;
  const same = (name: string) => isDeepStrictEqual(plain(record[name]), plain(filled[name]));
  return Object.fromEntries(Object.entries(was).filter(([name]) => same(name)));
}
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** What stood there before; where nothing was filled in the database keeps nothing of it. */
function asStored(stored: MergeRecord['before']): Before {
  const { kept, gone } = stored as { kept?: Partial<Before['kept']>; gone?: Partial<Before['gone']> };
  const filled: Partial<Before['kept']['filled']> = kept?.filled ?? {};
  return {
    kept: {
      person: kept?.person ?? {},
      entry: kept?.entry ?? {},
      filled: { person: filled.person ?? {}, entry: filled.entry ?? {} },
    },
    gone: { person: gone?.person ?? {}, entry: gone?.entry ?? {} },
  };
}

/** Somebody signed in as the kept record since, and nobody can say which of the two they are. */
const claimedSince = ({ keptAccountId, accountId }: MergeRecord, kept: PersonRecord | null) =>
  keptAccountId !== undefined &&
  kept?.accountId != null &&
  String(kept.accountId) !== String(accountId ?? keptAccountId);

async function putApart(deps: Deps, merge: MergeRecord, kept: PersonRecord): Promise<number> {
  const { keptId, goneId } = merge;
  const before = asStored(merge.before);
  let putBack = 0;
  for (const [name, mover] of moversOf(deps))
    putBack += await mover.putBack(merge.moved[name] ?? [], keptId, goneId);
  const keptEntry = await entryById(deps, keptId);
  const person = restored(kept, { was: before.kept.person, filled: before.kept.filled.person });
  const entry = restored(keptEntry ?? {}, { was: before.kept.entry, filled: before.kept.filled.entry });
  // An index that is unique: first the one gives it up, then the other has it again.
  if (Object.keys(person).length > 0) await putPerson(deps, keptId, person as Partial<PersonRecord>);
  const noHash = 'idHash' in entry ? { idHash: undefined } : {};
  if (Object.keys(entry).length > 0)
    await putEntry(deps, keptId, { ...(entry as Partial<EntryRecord>), ...noHash });
  const accountIsBack = 'accountId' in person || before.gone.person.accountId === null;
  await putPerson(deps, goneId, {
    ...(before.gone.person as Partial<PersonRecord>),
    ...(accountIsBack ? {} : { accountId: null }),
    mergedInto: null,
  });
  const hash = before.gone.entry.idHash as string | null;
  if (await entryById(deps, goneId))
    await putEntry(deps, goneId, {
      mergedInto: null,
      ...(hash && ('idHash' in entry || keptEntry?.idHash !== hash) ? { idHash: hash } : {}),
    });
  return putBack;
}

/**
 * Takes two records apart again: what moved goes back as far as it is still there, what was filled in is as it was unless
 * somebody changed it since. What was made since stays with the record that was kept, and is said; so is what the merge
 * ended and would not stand without it. Throws
 * `person.not_found`, `people.changed_meanwhile` where it was undone before, or the kept one is in another by now,
 * `people.in_the_way` where somebody took the kept one over since.
 */
export async function undoMerge(deps: Deps, viewer: Viewer | null, id: string): Promise<Unmerged> {
  requireMay(viewer, 'people.list');
  let putBack = 0;
  let stays: string[] = [];
  await endingSessions(deps, async () => {
    const merge = await mergeById(deps, id);
    const entry = merge && (await entryById(deps, merge.keptId));
    if (!merge || !entry) throw problem('person.not_found');
    requireMay(viewer, 'people.merge', entry);
    if (entry.mergedInto || !(await markUndone(deps, merge._id, deps.clock())))
      throw problem('people.changed_meanwhile');
    await touchPerson(deps, merge.keptId);
    const kept = await personById(deps, merge.keptId);
    if (claimedSince(merge, kept)) inTheWay([wordsOf('people').inTheWay.claimedSince]);
    stays = [];
    for (const [, { madeSince }] of moversOf(deps))
      stays.push(...((await madeSince?.(merge.keptId, merge.at)) ?? []));
    putBack = await putApart(deps, merge, kept!);
    for (const [name, { staysOver }] of moversOf(deps))
      stays.push(...((await staysOver?.(merge.moved[name] ?? [])) ?? []));
    await settleDouble(deps, doubleId(merge.keptId, merge.goneId), null);
    // What was asked of the two may have been asked where they lived before.
    await followDoubles(deps, merge.goneId);
    const by = byDesk(viewer, entry.deskPath);
    for (const personId of [merge.keptId, merge.goneId]) {
      await noteAct(deps, { personId, by, kind: 'unmerged' });
      const own = await entryById(deps, personId);
      if (own) await tellPerson(deps, own);
    }
    return sessionsMoved(deps, merge);
  });
  const merge = (await mergeById(deps, id))!;
  return { merge: await toMerge(deps, merge), putBack, stays };
}
