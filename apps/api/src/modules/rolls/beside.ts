import { nameKey, normalText } from '@linggong/contracts/normal.ts';
import type { RollOutcome } from '@linggong/contracts/roll.ts';
import { roleOver } from '@linggong/rules/authority.ts';
import type { Viewer } from '../../platform/http/env.ts';
import type { KnownPerson, ListedChange } from '../people/public.ts';
import type { Reason, RollRowRecord, RowChange } from './model.ts';

/** What a row is before it is put beside the register. */
export type Row = Pick<RollRowRecord, 'said' | 'nameKey' | 'idHash' | 'idLastFour' | 'regionId'>;
export type Judged = Pick<
  RollRowRecord,
  'outcome' | 'reason' | 'about' | 'choice' | 'personId' | 'revision' | 'changes'
>;

/** An age that was said some years ago is as good as one of now. */
const YEARS_NEAR = 1;

const judged = (outcome: RollOutcome, more: Partial<Judged> = {}): Judged => ({
  outcome,
  reason: null,
  about: '',
  choice: null,
  personId: null,
  revision: null,
  changes: [],
  ...more,
});

export const leftOut = (reason: Reason, about = ''): Judged => judged('left_out', { reason, about });

const doubtful = (reason: Reason, { entry }: KnownPerson): Judged =>
  judged('doubtful', { reason, choice: 'leave', personId: entry._id, revision: entry.revision });

const yearOf = ({ birthDate, birthYear }: { birthDate: string | null; birthYear?: number | null }) =>
  birthDate ? Number(birthDate.slice(0, 4)) : (birthYear ?? null);

/** Whether two were born at the same time; null: of one of them nobody knows. Of two days every figure counts. */
function bornAlike(row: Row, { person }: KnownPerson): boolean | null {
  const { said } = row;
  if (said.birthDate && person.birthDate) return said.birthDate === person.birthDate;
  const [mine, theirs] = [yearOf(said), yearOf(person)];
  return mine === null || theirs === null ? null : Math.abs(mine - theirs) <= YEARS_NEAR;
}

const same = (a: string, b: string) => normalText(a) === normalText(b);
const isCalled = (row: Row, { entry }: KnownPerson) =>
  row.nameKey === entry.nameKey ||
  (entry.nameBoKey !== '' && [nameKey(row.said.nameBo), row.nameKey].includes(entry.nameBoKey));

/** What a row says otherwise than the register; what it doesn't say stays. */
export function changesOf(row: Row, known: KnownPerson): { change: ListedChange; changes: RowChange[] } {
  const { said } = row;
  const { entry, person } = known;
  const change: ListedChange = {};
  const changes: RowChange[] = [];
  const put = <F extends keyof ListedChange>(field: F, before: unknown, after: ListedChange[F]) => {
    change[field] = after;
    if (field !== 'idHash') changes.push({ field, before, after });
  };
  if (said.nameBo && !same(said.nameBo, entry.nameBo)) put('nameBo', entry.nameBo, said.nameBo);
  if (said.sex && said.sex !== entry.sex) put('sex', entry.sex, said.sex);
  if (said.birthDate && said.birthDate !== person.birthDate) {
    put('birthDate', person.birthDate, said.birthDate);
    if (person.birthYear != null) put('birthYear', person.birthYear, null);
  } else if (said.birthYear !== null && yearOf(person) === null) put('birthYear', null, said.birthYear);
  if (row.idHash !== undefined && row.idHash !== entry.idHash) {
    put('idHash', entry.idHash, row.idHash);
    put('idLastFour', entry.idLastFour, row.idLastFour);
  }
  if (said.skills && !same(said.skills, entry.skills)) put('skills', entry.skills, said.skills);
  // An account's number is its owner's: they sign in with it.
  if (said.phone && said.phone !== person.phone && !person.accountId) put('phone', person.phone, said.phone);
  const { callee } = said;
  if (callee && !entry.callees.some(({ phone }) => phone === callee.phone))
    put('callees', entry.callees, [...entry.callees, callee].slice(-3));
  if (said.worksAway !== null && said.worksAway !== entry.worksAway)
    put('worksAway', entry.worksAway, said.worksAway);
  if (
    row.regionId &&
    !row.regionId.equals(entry.regionId) &&
    !entry.deskPath.some((id) => id.equals(row.regionId!))
  )
    put('regionId', entry.regionId, row.regionId);
  return { change, changes };
}

function asKnown(row: Row, known: KnownPerson): Judged {
  const { changes } = changesOf(row, known);
  const { _id: personId, revision } = known.entry;
  if (changes.length === 0) return judged('same', { personId, revision });
  return judged('changed', { personId, revision, changes, choice: 'take' });
}

/** Homes are the same, or one is the township of the other. */
const isNear = (
  row: Row,
  { entry }: KnownPerson,
  pathOf: (id: string) => readonly { toString(): string }[],
) =>
  row.regionId !== null &&
  (entry.deskPath.some((id) => id.equals(row.regionId!)) ||
    pathOf(row.regionId.toHexString()).some((id) => String(id) === entry.regionId.toHexString()));

/**
 * What a row is beside whoever has its identity number, or else its name in its village. Whoever has another identity number
 * is somebody else; where nobody can tell, it is doubtful, and nothing is done with it unless an operator says so.
 */
export function besideKnown(
  row: Row,
  known: readonly KnownPerson[],
  around: {
    viewer: Viewer;
    pathOf: (id: string) => readonly { toString(): string }[];
    officeOf: (known: KnownPerson) => string;
  },
): Judged {
  const { viewer, pathOf, officeOf } = around;
  const byId = row.idHash === undefined ? undefined : known.find(({ entry }) => entry.idHash === row.idHash);
  if (byId) {
    if (!roleOver(viewer, byId.entry.deskPath)) return leftOut('elsewhere', officeOf(byId));
    return isCalled(row, byId) ? asKnown(row, byId) : doubtful('otherName', byId);
  }
  const alike = known.filter(
    (one) =>
      isCalled(row, one) &&
      isNear(row, one, pathOf) &&
      (row.idHash === undefined || one.entry.idHash === undefined),
  );
  const born = alike.filter((one) => bornAlike(row, one) === true);
  const [first] = alike;
  if (born.length === 1) return asKnown(row, born[0]!);
  if (born.length > 1) return doubtful('several', born[0]!);
  const unknown = alike.find((one) => bornAlike(row, one) === null);
  if (unknown) return doubtful('noBirth', unknown);
  return first ? doubtful('otherBirth', first) : judged('new');
}
