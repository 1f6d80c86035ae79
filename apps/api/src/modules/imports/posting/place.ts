import type { Posting } from '@linggong/contracts/posting.ts';
import type { NamedRegion, PlaceFinder } from '../cells/place.ts';
import { type Cell, called, type Notes, type RowCells } from '../cells/row.ts';

type Found = { region: NamedRegion | null; landmark: string };

function point(row: RowCells, notes: Notes): Posting['workplace']['point'] {
  const [lng] = row('longitude');
  const [lat] = row('latitude');
  if (!lng && !lat) return null;
  const [x, y] = [Number(lng?.text), Number(lat?.text)];
  if (lng && lat && Math.abs(x) <= 180 && Math.abs(y) <= 90 && (x !== 0 || y !== 0)) return [x, y];
  notes.add(`经纬度写的是“${lng?.text ?? ''}”“${lat?.text ?? ''}”，用不了，先空着。`);
  return null;
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
  else notes.add('没写在哪个地区，先空着。');
  return { region: place?.region ?? null, landmark };
}

export function workplaceOf(row: RowCells, findPlace: PlaceFinder, notes: Notes): Posting['workplace'] {
  const { region, landmark } = found(row, findPlace, notes);
  return { regionId: region?.id ?? null, landmark, point: point(row, notes), altitudeM: null };
}
