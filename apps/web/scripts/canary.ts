/**
 * svelte-check can pass while it checks nothing. Puts a type error into a new .svelte and a new .ts file and
 * fails unless both are found.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';

const folder = 'src/lib/canary';
mkdirSync(folder, { recursive: true });
try {
  writeFileSync(
    `${folder}/Canary.svelte`,
    '<script lang="ts">\n  const n: number = \'no\';\n</script>\n\n{n}\n',
  );
  writeFileSync(`${folder}/canary.ts`, "export const n: number = 'no';\n");
  const { stdout } = spawnSync('svelte-check', ['--threshold', 'error', '--output', 'machine'], {
    encoding: 'utf8',
  });
  const missed = ['Canary.svelte', 'canary.ts'].filter((file) => !stdout.includes(`${folder}/${file}`));
  if (missed.length > 0) {
    console.error(`svelte-check did not find the type error in ${missed.join(', ')}:\n${stdout}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
