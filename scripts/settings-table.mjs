// Puts the table of settings into the README; with --check only says whether it is there as it should be.
import { readFileSync, writeFileSync } from 'node:fs';
import { settingsTable } from '../apps/api/src/platform/settings.ts';

const file = new URL('../README.md', import.meta.url);
const readme = readFileSync(file, 'utf8');
const wanted = readme.replace(
  /(<!-- settings:[^>]*-->\n)[\s\S]*?(<!-- \/settings -->)/,
  `$1\n${settingsTable()}\n\n$2`,
);
if (process.argv.includes('--check')) {
  if (wanted !== readme) {
    console.error('The README’s table of settings is not up to date: node scripts/settings-table.mjs');
    process.exit(1);
  }
} else {
  writeFileSync(file, wanted);
}
