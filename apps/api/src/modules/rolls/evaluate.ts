import { nameKey } from '@linggong/contracts/normal.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { officeOf } from '../identity/public.ts';
import { keptOfIdNumber, knownLike, noteAct } from '../people/public.ts';
import { type RegionRecord, regionsByIds } from '../regions/public.ts';
import { besideKnown, leftOut, type Row } from './beside.ts';
import type { RollRecord, RollRowRecord } from './model.ts';
import { homesBelow } from './places.ts';
import type { Mark, RowRead } from './reading/said.ts';

/** Of so many rows one phone is a family's; of more it is somebody's who filled in the list. */
const PHONE_OF_MANY = 4;
const PLACE_MARKS: Partial<Record<string, Mark>> = { unknown: 'placeUnknown', twice: 'placeTwice' };

type Placed = Row & Pick<RollRowRecord, 'line' | 'marks'>;

/** Where the others live, and how their desks are called. */
async function aroundOf(deps: Deps, viewer: Viewer, regionIds: readonly Types.ObjectId[]) {
  const regions = await regionsByIds(deps, regionIds);
  return {
    viewer,
    pathOf: (id: string) => regions.get(id)?.path ?? [],
    officeOf: ({ entry }: { entry: { regionId: Types.ObjectId } }) => {
      const region = regions.get(entry.regionId.toHexString());
      return region ? officeOf(region) : '';
    },
  };
}

/** Puts rows beside the register as it is now. */
export async function judge(
  deps: Deps,
  viewer: Viewer,
  roll: Pick<RollRecord, 'regionId'>,
  rows: readonly Row[],
) {
  const known = await knownLike(deps, {
    idHashes: rows.flatMap(({ idHash }) => idHash ?? []),
    nameKeys: rows.map((row) => row.nameKey),
    regionId: roll.regionId,
  });
  const regionIds = [
    ...rows.flatMap(({ regionId }) => regionId ?? []),
    ...known.map(({ entry }) => entry.regionId),
  ];
  const around = await aroundOf(deps, viewer, regionIds);
  return rows.map((row) => besideKnown(row, known, around));
}

/** Of a number that may have been rounded, and stands in several rows, nobody knows whose it was. */
function withoutShared(reads: readonly RowRead[]): RowRead[] {
  const rounded = reads.filter(({ marks }) => marks.includes('idMayBeRounded'));
  const count = (number: string) => rounded.filter(({ idNumber }) => idNumber === number).length;
  const shared = new Set(rounded.filter(({ idNumber }) => count(idNumber) > 1));
  return reads.map((read) =>
    shared.has(read)
      ? {
          ...read,
          idNumber: '',
          marks: read.marks.map((mark) => (mark === 'idMayBeRounded' ? 'idOfSeveral' : mark)),
        }
      : read,
  );
}

/** Where each is at home, and what of a number may be kept. A phone that stands in many rows is nobody's own. */
async function placed(deps: Deps, region: RegionRecord, reads: readonly RowRead[]): Promise<Placed[]> {
  const homeOf = await homesBelow(deps, region);
  const phones = new Map<string, number>();
  for (const { said } of reads) if (said.phone) phones.set(said.phone, (phones.get(said.phone) ?? 0) + 1);
  return reads.map(({ line, said, idNumber, township, village, marks }) => {
    const home = homeOf({ township, village });
    const ofMany = said.phone !== null && phones.get(said.phone)! >= PHONE_OF_MANY;
    const placeMark = PLACE_MARKS[home.found];
    return {
      line,
      said: ofMany ? { ...said, phone: null } : said,
      nameKey: nameKey(said.name),
      ...keptOfIdNumber(deps, idNumber),
      regionId: home.region?._id ?? null,
      marks: [...marks, ...(ofMany ? (['phoneOfMany'] as const) : []), ...(placeMark ? [placeMark] : [])],
    };
  });
}

/** Of each row the one above that is the same person. */
function above(): (row: Placed) => number | undefined {
  const first = new Map<string, number>();
  return ({ line, idHash, nameKey, regionId, said }) => {
    const born = said.birthDate ?? said.birthYear;
    const key = idHash ?? (born === null ? null : `${nameKey}@${regionId}@${born}`);
    if (key === null) return undefined;
    const before = first.get(key);
    if (before === undefined) first.set(key, line);
    return before;
  };
}

const AT_ONCE = 200;

/** All rows of a roll as they are kept, some at a time: read, placed, and put beside the register. */
export async function* evaluated(
  deps: Deps,
  { viewer, roll, region }: { viewer: Viewer; roll: RollRecord; region: RegionRecord },
  reads: readonly RowRead[],
): AsyncGenerator<RollRowRecord[]> {
  const all = await placed(deps, region, withoutShared(reads));
  const sameAbove = above();
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const rows = all.slice(from, from + AT_ONCE);
    const beside = await judge(deps, viewer, roll, rows);
    yield rows.map((row, index) => {
      const twice = row.said.name && row.regionId ? sameAbove(row) : undefined;
      const found = !row.said.name
        ? leftOut('noName')
        : !row.regionId
          ? leftOut('noPlace')
          : twice !== undefined
            ? leftOut('twice', String(twice))
            : beside[index]!;
      return { _id: new Types.ObjectId(), rollId: roll._id, ...row, ...found };
    });
  }
}

/** That a number was met in another desk's register is noted there: nobody tries numbers unseen. */
export async function noteMet(deps: Deps, viewer: Viewer, rows: readonly RollRowRecord[]): Promise<void> {
  const idHashes = rows.flatMap(({ reason, idHash }) => (reason === 'elsewhere' && idHash ? [idHash] : []));
  if (idHashes.length === 0) return;
  const known = await knownLike(deps, { idHashes, nameKeys: [], regionId: new Types.ObjectId() });
  const office = viewer.roles.find((role) => role.role === 'operator')?.office ?? '';
  for (const { entry } of known)
    await noteAct(deps, {
      personId: entry._id,
      by: { accountId: viewer.accountId, as: 'desk', office },
      kind: 'id_met',
    });
}
