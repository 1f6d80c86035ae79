// Puts the tables of settings, caps and codes into their pages; with --check only says whether they are there as they should be.
import { readFileSync, writeFileSync } from 'node:fs';
import { capsTable } from '../apps/api/src/modules/caps/public.ts';
import { codesTable } from '../apps/api/src/modules/identity/public.ts';
import { settingsTable } from '../apps/api/src/platform/settings.ts';

const PAGES = [
  ['README.md', 'settings', settingsTable()],
  ['docs/caps.md', 'caps', capsTable()],
  ['docs/sign-in-codes.md', 'codes', codesTable()],
];
for (const [page, name, table] of PAGES) {
  const file = new URL(`../${page}`, import.meta.url);
  const text = readFileSync(file, 'utf8');
  const place = new RegExp(`(<!-- ${name}:[^>]*-->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
  const wanted = text.replace(place, `$1\n${table}\n\n$2`);
  if (!process.argv.includes('--check')) writeFileSync(file, wanted);
  else if (wanted !== text) {
    console.error(`The table of ${name} in ${page} is not up to date: node scripts/settings-table.mjs`);
    process.exitCode = 1;
  }
}
