import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './tools.mjs';

const PACKAGE = 'packages/embedded-mongo';
/** The state of the package that the long tests last passed on. */
const STAMP = `${PACKAGE}/test/long-tests-passed`;

/** All that is compiled or run of the package, as one hash. Throws where there is no git to list it. */
function state() {
  const listed = execFileSync('git', ['ls-files', '-z', PACKAGE], { cwd: root, encoding: 'utf8' });
  const hash = createHash('sha256');
  for (const file of listed.split('\0').sort()) {
    if (!/\.(ts|json)$/.test(file)) continue;
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Whether the embedded database differs from what its long tests last passed on, or nobody can tell. */
export function longTestsDue() {
  const stamp = path.join(root, STAMP);
  try {
    return !existsSync(stamp) || readFileSync(stamp, 'utf8').trim() !== state();
  } catch {
    return true;
  }
}

/** Runs what kills the embedded database, fills its disk and asks thousands of random questions; notes that it passed. */
export async function longTests() {
  const before = state();
  await run('vitest', ['run', '--project', '@linggong/embedded-mongo', '.long.test', '--maxWorkers=2'], {
    env: { LONG: '1' },
  });
  writeFileSync(path.join(root, STAMP), `${before}\n`);
}
