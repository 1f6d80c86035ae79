import type { Posting } from '@linggong/contracts/posting.ts';
import { EMPTY_NOTES } from '@linggong/rules/messages/empty-notes.ts';
import type { NamedRegion, PlaceFinder } from '../cells/place.ts';
import { asPoint, readAngle, readPoint } from '../cells/point.ts';
import { type Cell, called, type Notes, type RowCells } from '../cells/row.ts';

type Found = { region: NamedRegion | null; landmark: string };

/** A position, of a cell with both coordinates or of two cells; nothing outside of China is one. */
function point(row: RowCells, notes: Notes): Posting['workplace']['point'] {
  const cells = [...row('coordinates'), ...row('longitude'), ...row('latitude')];
  if (cells.length === 0) return null;
  const [lng, lat] = [row('longitude')[0], row('latitude')[0]];
  const [x, y] = [readAngle(lng?.text ?? ''), readAngle(lat?.text ?? '')];
  const two = x !== null && y !== null ? asPoint(x, y) : null;
  const read = two ?? cells.map(({ text }) => readPoint(text)).find((found) => found !== null);
  const written = cells.map(({ text }) => `“${text}”`).join('');
  if (!read) {
    notes.add(`经纬度写的是${written}，不是国内的一个位置，先空着。`);
    return null;
  }
  const [east, north] = read.point;
  if (read.swapped) notes.add(`经纬度${written}：纬度写在了前面，按经度 ${east}、纬度 ${north} 算。`);
  return read.point;
}

function byRegionColumns(
  cells: Cell[],
  findPlace: PlaceFinder,
  notes: Notes,
): { region: NamedRegion | null; rest: string } {
  const text = cells.map((cell) => cell.text).join(' ');
  const place = findPlace(text);
  if (!place) {
    notes.add(`${cells.map(called).join('')}写的是“${text}”，区划里没找到，先空着。`);
    return { region: null, rest: text };
  }
  if (place.rest) notes.add(`“${text}”按“${place.matched}”算，“${place.rest}”放进了地点。`);
  return { region: place.region, rest: place.rest };
}

/** Where the work is: the region by its name, and how one finds it in the words of the file. */
function found(row: RowCells, findPlace: PlaceFinder, notes: Notes): Found {
  const regionCells = row('region');
  const landmarks = row('landmark');
  const landmark = landmarks.map((cell) => cell.text).join('，');
  if (regionCells.length > 0) {
    const { region, rest } = byRegionColumns(regionCells, findPlace, notes);
    return {
      region,
      landmark:
        [rest, landmark].filter((part) => part && part !== landmark.slice(0, part.length)).join(' ') ||
        landmark,
    };
  }
  const alone = landmark ? findPlace(landmark) : null;
  const place = alone?.rest === '' ? alone : landmark ? findPlace(landmark, { fullNames: true }) : null;
  if (place) notes.add(`地区按${called(landmarks[0]!)}里的“${place.matched}”算。`);
  else notes.add(EMPTY_NOTES.place);
  return { region: place?.region ?? null, landmark };
}

export function workplaceOf(row: RowCells, findPlace: PlaceFinder, notes: Notes): Posting['workplace'] {
  const { region, landmark } = found(row, findPlace, notes);
  if (region && !landmark) notes.add('没写在什么地方干活，只有地区也找不到人，先空着。');
  return { regionId: region?.id ?? null, landmark, point: point(row, notes), altitudeM: null };
}
