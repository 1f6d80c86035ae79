import type { Merge } from '@linggong/contracts/people.ts';
import { Types } from 'mongoose';
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
  sessionsOfAccount,
  touchPerson,
} from '../identity/public.ts';
import { bornApart, namedAlike } from './alike.ts';
import { desksOf } from './desks.ts';
import { tellPerson } from './events.ts';
import { MOVERS, type PersonMover } from './hooks.ts';
import { labelsOf } from './labels.ts';
import type { EntryRecord, MergeRecord } from './model.ts';
import { type By, byDesk, noteAct } from './note.ts';
import { numberIsFresh } from './phone-said.ts';
import { dropClaims } from './repository/claims.ts';
import { settleDouble } from './repository/doubles.ts';
import { entryById } from './repository/entries.ts';
import { addMerge, mergesInto, putEntry } from './repository/merges.ts';
import { doubleId } from './spot-doubles.ts';

/** A record with its entry in the register; null: it has none, as its person came by themself. */
export type Side = { person: PersonRecord; entry: EntryRecord | null };

/** Throws `person.not_found`; also for one that was put together with another, or closed. */
export async function sideOf(deps: Deps, id: string | Types.ObjectId): Promise<Side> {
  const person = await personById(deps, id);
  if (!person || person.closedAt || person.mergedInto) throw problem('person.not_found');
  return { person, entry: await entryById(deps, person._id) };
}

export const moversOf = (deps: Deps): [string, PersonMover][] =>
  MOVERS.flatMap((name) => {
    const mover = deps.hooks.people[name];
    return mover ? [[name, mover]] : [];
  });

/**
 * Whether what is known of two lets an account of the one become the other's: whoever signs in with it reads all that the
 * other has.
 */
function lookLikeOne(deps: Deps, a: Side, b: Side): boolean {
  const sameNumber = a.person.phone !== null && a.person.phone === b.person.phone;
  if (sameNumber && ![a, b].some(({ entry }) => numberIsFresh(deps, entry))) return true;
  return namedAlike(a, b) && !bornApart(a.person, b.person);
}

/** Throws `people.in_the_way`, with a sentence for each thing that is. */
export function inTheWay(found: readonly string[]): never {
  throw problem('people.in_the_way', {
    detail: `${found.join('；')}。`,
    errors: found.map((message) => ({ path: 'keptId', message })),
  });
}

/** Throws `people.in_the_way` with all that must be settled before. */
async function requireNothingInTheWay(deps: Deps, kept: Side, gone: Side): Promise<void> {
  const words = wordsOf('people').inTheWay;
  const found: string[] = [];
  const accounts = [kept, gone].filter(({ person }) => person.accountId);
  if (accounts.length === 2) found.push(words.accounts);
  if (accounts.length === 1 && !lookLikeOne(deps, kept, gone)) found.push(words.otherPerson);
  const [a, b] = [kept.entry?.idHash, gone.entry?.idHash];
  if (a !== undefined && b !== undefined && a !== b) found.push(words.idNumbers);
  for (const [, { inTheWay }] of moversOf(deps))
    for (const { why, title } of (await inTheWay?.(kept.person._id, gone.person._id)) ?? [])
      found.push(words[why]({ title }));
  if (found.length > 0) inTheWay(found);
}

type PersonFields = Partial<Omit<PersonRecord, '_id'>>;
type EntryFields = Partial<EntryRecord>;

/** What the kept record lacks and the other has. */
function filledIn(kept: Side, gone: Side): { person: PersonFields; entry: EntryFields } {
  const [k, g] = [kept.person, gone.person];
  const person: PersonFields = {};
  if (!k.birthDate && (g.birthDate || (g.birthYear && !k.birthYear))) {
    person.birthDate = g.birthDate;
    person.birthYear = g.birthDate ? null : (g.birthYear ?? null);
  }
  if (!k.phone && g.phone) person.phone = g.phone;
  if (!k.name && g.name) person.name = g.name;
  if (!k.accountId && g.accountId) {
    const { accountId, agreed, language, seenAt, formerPhone, phoneChangedAt } = g;
    Object.assign(person, { accountId, agreed, language: language ?? null, seenAt, formerPhone });
    person.phoneChangedAt = phoneChangedAt ?? null;
    // With an account comes its number.
    if (g.phone) person.phone = g.phone;
  }
  const [e, f] = [kept.entry, gone.entry];
  const entry: EntryFields = {};
  if (e && person.phone && person.phone !== k.phone) entry.phoneSaid = f?.phoneSaid ?? null;
  if (!e || !f) return { person, entry };
  if (e.idHash === undefined && f.idHash !== undefined)
    Object.assign(entry, { idHash: f.idHash, idLastFour: f.idLastFour });
  if (!e.nameBo && f.nameBo) Object.assign(entry, { nameBo: f.nameBo, nameBoKey: f.nameBoKey });
  if (e.sex === null && f.sex !== null) entry.sex = f.sex;
  if (!e.skills && f.skills) entry.skills = f.skills;
  if (e.callees.length === 0 && f.callees.length > 0) entry.callees = f.callees;
  if (e.worksAway === null && f.worksAway !== null) entry.worksAway = f.worksAway;
  if (e.busy.length === 0 && f.busy.length > 0) entry.busy = f.busy;
  return { person, entry };
}

/** The fields of a record as they are before others are written; what is not there: null. */
function asBefore(record: object, fields: object): Record<string, unknown> {
  const was = record as Record<string, unknown>;
  return Object.fromEntries(Object.keys(fields).map((name) => [name, was[name] ?? null]));
}

/**
 * Puts one record into another: all that others know by the one's id goes to the other, what the kept one lacks is filled
 * in, the account comes along. In a transaction; gives the sessions whose person is another then. Throws
 * `people.in_the_way`.
 */
export async function mergeRecords(deps: Deps, kept: Side, gone: Side, by: By): Promise<MergeRecord> {
  const [keptId, goneId] = [kept.person._id, gone.person._id];
  // In one order, so that two who merge the same two at once wait for each other.
  for (const id of [keptId, goneId].sort((a, b) => String(a).localeCompare(String(b))))
    await touchPerson(deps, id);
  await requireNothingInTheWay(deps, kept, gone);
  const moved: Record<string, string[]> = {};
  for (const [name, { move }] of moversOf(deps)) moved[name] = await move(goneId, keptId);
  const filled = filledIn(kept, gone);
  const merge: MergeRecord = {
    _id: new Types.ObjectId(),
    keptId,
    goneId,
    by: {
      accountId: by.accountId ? new Types.ObjectId(String(by.accountId)) : null,
      as: by.as,
      office: by.office ?? '',
    },
    moved,
    accountId: filled.person.accountId ?? null,
    keptAccountId: kept.person.accountId,
    before: {
      kept: {
        person: asBefore(kept.person, filled.person),
        entry: asBefore(kept.entry ?? {}, filled.entry),
        filled,
      },
      gone: {
        person: asBefore(gone.person, { accountId: 1, phone: 1 }),
        entry: asBefore(gone.entry ?? {}, { idHash: 1 }),
      },
    },
    at: deps.clock(),
    undoneAt: null,
  };
  await putPerson(deps, goneId, { mergedInto: keptId, accountId: null, phone: null });
  if (gone.entry) await putEntry(deps, goneId, { mergedInto: keptId, idHash: undefined });
  if (Object.keys(filled.person).length > 0) await putPerson(deps, keptId, filled.person);
  if (kept.entry && Object.keys(filled.entry).length > 0) await putEntry(deps, keptId, filled.entry);
  await addMerge(deps, merge);
  // A code that was given to the one opened what is the other's too.
  for (const id of [keptId, goneId]) await dropClaims(deps, id);
  await settleDouble(deps, doubleId(keptId, goneId), 'merged');
  await noteAct(deps, { personId: keptId, by, kind: 'merged' });
  for (const { entry } of [kept, gone]) if (entry) await tellPerson(deps, entry);
  return merge;
}

/** Sessions that belong to the account that a merge gave to another record, or gave back. */
export const sessionsMoved = (deps: Deps, { accountId }: MergeRecord): Promise<string[]> =>
  accountId ? sessionsOfAccount(deps, accountId) : Promise.resolve([]);

export async function toMerge(deps: Deps, merge: MergeRecord): Promise<Merge> {
  const gone = await personById(deps, merge.goneId);
  const labels = gone ? await labelsOf(deps, [gone]) : new Map<string, string>();
  return {
    id: merge._id.toHexString(),
    keptId: merge.keptId.toHexString(),
    goneId: merge.goneId.toHexString(),
    goneLabel: labels.get(merge.goneId.toHexString()) ?? '',
    at: merge.at.toISOString(),
    undoneAt: merge.undoneAt?.toISOString() ?? null,
  };
}

/** The regions in charge of a record: of its entry, else of the home that its person named. */
export const deskPathOf = async (deps: Deps, { person }: Side): Promise<readonly Types.ObjectId[]> =>
  (await desksOf(deps, [person._id])).get(person._id.toHexString()) ?? [];

/**
 * An operator in charge of two records, of an office that checks papers, puts them together. Throws `person.not_found`,
 * `people.in_the_way`.
 */
export async function mergePeople(
  deps: Deps,
  viewer: Viewer | null,
  ids: { keptId: string; goneId: string },
): Promise<Merge> {
  requireMay(viewer, 'people.list');
  if (ids.keptId === ids.goneId) throw problem('person.not_found');
  let merge: MergeRecord | undefined;
  await endingSessions(deps, async () => {
    const [kept, gone] = [await sideOf(deps, ids.keptId), await sideOf(deps, ids.goneId)];
    if (!kept.entry) throw problem('person.not_found');
    for (const side of [kept, gone])
      requireMay(viewer, 'people.merge', { deskPath: await deskPathOf(deps, side) });
    // Nobody makes themself who another is.
    if ([ids.keptId, ids.goneId].includes(viewer.personId)) inTheWay([wordsOf('people').inTheWay.own]);
    merge = await mergeRecords(deps, kept, gone, byDesk(viewer, kept.entry.deskPath));
    return sessionsMoved(deps, merge);
  });
  return toMerge(deps, merge!);
}

/** Which records were put into this one. */
export async function mergesOf(deps: Deps, entry: EntryRecord): Promise<Merge[]> {
  return Promise.all((await mergesInto(deps, entry._id)).map((merge) => toMerge(deps, merge)));
}
