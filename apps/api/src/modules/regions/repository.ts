import type { Region } from '@linggong/contracts/region.ts';
import { heightAt } from '@linggong/rules/height.ts';
import type { Connection, Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { isDuplicate } from '../../platform/database.ts';
import type { RegionRecord } from './model.ts';

type Tree = {
  byId: Map<string, RegionRecord>;
  byCode: Map<string, RegionRecord>;
  childrenOf: Map<string, RegionRecord[]>;
  readAt: number;
};
type Id = { toString(): string };
type Source = Pick<Deps, 'models' | 'connection' | 'settings'>;

/** Regions hardly ever change: all of them are held in memory and read again after so long. */
const FRESH_MS = 10 * 60_000;
const ALL_AT_ONCE = 20_000;
const trees = new WeakMap<Connection, Promise<Tree>>();

async function readTree(deps: Source): Promise<Tree> {
  const regions = await deps.models.regions.find().sort({ code: 1, _id: 1 }).batchSize(ALL_AT_ONCE).lean();
  const childrenOf = Map.groupBy(regions, (region) => String(region.parentId));
  return {
    byId: new Map(regions.map((region) => [region._id.toString(), region])),
    byCode: new Map(regions.flatMap((region) => (region.code ? [[region.code, region]] : []))),
    childrenOf,
    readAt: Date.now(),
  };
}

async function treeOf(deps: Source): Promise<Tree> {
  const known = trees.get(deps.connection);
  if (known) {
    const tree = await known.catch(() => null);
    if (tree && tree.byId.size > 0 && Date.now() - tree.readAt < FRESH_MS) return tree;
  }
  const reading = readTree(deps);
  trees.set(deps.connection, reading);
  return reading;
}

/** Makes this process read the regions again; call it after writing some. */
export function forgetRegions(deps: Source): void {
  trees.delete(deps.connection);
}

export async function regionById(deps: Source, id: Id): Promise<RegionRecord | null> {
  return (await treeOf(deps)).byId.get(id.toString()) ?? null;
}

/** Every region there is: a few thousand, from memory. */
export async function allRegions(deps: Source): Promise<RegionRecord[]> {
  return [...(await treeOf(deps)).byId.values()];
}

/** By their ids as hex strings; unknown ones are missing from the map. */
export async function regionsByIds(deps: Source, ids: Iterable<Id>): Promise<Map<string, RegionRecord>> {
  const { byId } = await treeOf(deps);
  const found = new Map<string, RegionRecord>();
  for (const id of ids) {
    const region = byId.get(id.toString());
    if (region) found.set(id.toString(), region);
  }
  return found;
}

/** By its published division code. */
export async function regionByCode(deps: Source, code: string): Promise<RegionRecord | null> {
  return (await treeOf(deps)).byCode.get(code) ?? null;
}

/** The deployment's own city. */
export async function homeRegion(deps: Source): Promise<RegionRecord> {
  const region = await regionByCode(deps, deps.settings.PREFECTURE);
  if (!region) throw new Error(`No region has the code ${deps.settings.PREFECTURE}`);
  return region;
}

/** Directly below a region (null: the provinces), by code. */
export async function childrenOf(deps: Source, id: Id | null): Promise<RegionRecord[]> {
  return (await treeOf(deps)).childrenOf.get(String(id)) ?? [];
}

/** The ids of a region and of all below it. */
export async function subtreeOf(deps: Source, id: Id): Promise<Types.ObjectId[]> {
  const { byId, childrenOf } = await treeOf(deps);
  const root = byId.get(id.toString());
  if (!root) return [];
  const ids = [root._id];
  for (const parent of ids) for (const child of childrenOf.get(parent.toString()) ?? []) ids.push(child._id);
  return ids;
}

/** Regions whose name holds `part`: the deployment's own first, then the wider ones. */
export async function searchRegions(deps: Source, part: string, limit: number): Promise<RegionRecord[]> {
  const { byId } = await treeOf(deps);
  const found = [...byId.values()].filter((region) => region.name.includes(part));
  found.sort((a, b) => Number(b.home) - Number(a.home) || a.path.length - b.path.length);
  return found.slice(0, limit);
}

/** Names from the city down; elsewhere than at home from the province down. */
export function placeNames(region: Pick<RegionRecord, 'home' | 'pathNames'>): string[] {
  return region.home && region.pathNames.length > 1 ? region.pathNames.slice(1) : [...region.pathNames];
}

export function toRegion(region: RegionRecord): Region {
  return {
    id: region._id.toString(),
    code: region.code,
    name: region.name,
    level: region.level,
    parentId: region.parentId?.toString() ?? null,
    path: region.path.map(String),
    pathNames: region.pathNames,
    point: region.point,
    ...heightAt(null, region),
    home: region.home,
  };
}

type Placed = { regionPath: readonly Id[] };

/** The region where something lies that has the path to it; null: nobody said where. */
export async function regionOf(deps: Source, { regionPath }: Placed): Promise<RegionRecord | null> {
  const id = regionPath.at(-1);
  return id ? regionById(deps, id) : null;
}

/** As `regionOf`, of several at once. */
export async function regionsOf(
  deps: Source,
  placed: readonly Placed[],
): Promise<(one: Placed) => RegionRecord | null> {
  const found = await regionsByIds(
    deps,
    placed.flatMap(({ regionPath }) => regionPath.at(-1) ?? []),
  );
  return ({ regionPath }) => found.get(String(regionPath.at(-1))) ?? null;
}

/** Whether the deployment's own city is there: it comes last, so that all others are. */
export const isSeeded = async (deps: Source): Promise<boolean> =>
  (await deps.models.regions.exists({ code: deps.settings.PREFECTURE, home: true })) !== null;

/** Adds regions; one that is there already is left as it is. */
export async function addRegions(deps: Source, records: readonly RegionRecord[]): Promise<void> {
  try {
    await deps.models.regions.insertMany(records, { lean: true, ordered: false });
  } catch (error) {
    // Left by a start that was cut off, or just written by another process: the very same records.
    if (!isDuplicate(error)) throw error;
  }
}

const WITHOUT_ALTITUDE = { home: true, level: 'township', altitudeM: null } as const;

/** Whether townships are there whose altitude nobody has estimated. */
export const lacksAltitudes = async (deps: Source): Promise<boolean> =>
  (await deps.models.regions.exists(WITHOUT_ALTITUDE)) !== null;

/** Gives divisions by their codes an estimated altitude; what is known of one stays. */
export const estimateAltitudes = (deps: Source, about: readonly Pick<RegionRecord, 'code' | 'altitudeM'>[]) =>
  deps.models.regions.bulkWrite(
    about.map(({ code, altitudeM }) => ({
      updateOne: { filter: { code, altitudeM: null }, update: { $set: { altitudeM, altitudeAbout: true } } },
    })),
    { ordered: false },
  );
