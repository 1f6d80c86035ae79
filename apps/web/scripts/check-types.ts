/**
 * svelte-check can pass while it checks nothing. So it is run with a type error in a new .svelte and a new .ts file:
 * fails unless both are found, and nothing else.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';

const folder = 'src/lib/canary';
const planted = {
  'Canary.svelte': '<script lang="ts">\n  const n: number = \'no\';\n</script>\n\n{n}\n',
  'canary.ts': "export const n: number = 'no';\n",
};

function check(): string[] {
  mkdirSync(folder, { recursive: true });
  try {
    for (const [file, text] of Object.entries(planted)) writeFileSync(`${folder}/${file}`, text);
    const { stdout, stderr } = spawnSync('svelte-check', ['--threshold', 'error', '--output', 'machine'], {
      encoding: 'utf8',
      maxBuffer: Number.POSITIVE_INFINITY,
    });
    if (stderr) console.error(stderr);
    return stdout.split('\n').filter((line) => / (ERROR|FAILURE) /.test(line));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const errors = check();
const isPlanted = (line: string) => line.includes(`${folder}/`);
for (const line of errors.filter((line) => !isPlanted(line))) console.error(line);
const missed = Object.keys(planted).filter(
  (file) => !errors.some((line) => line.includes(`${folder}/${file}`)),
);
for (const file of missed) console.error(`svelte-check did not find the type error in ${file}`);
if (missed.length > 0 || !errors.every(isPlanted)) process.exitCode = 1;
