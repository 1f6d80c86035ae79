import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from './tools.mjs';

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A Chromium for the browser tests: as `CHROMIUM` says, or where systems keep it. */
function browser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  return BROWSERS.find((file) => existsSync(file));
}

/**
 * Tests wait for disks, other processes and clocks a third of the time: on a small machine too, three files at a time
 * are quicker than two.
 */
const WORKERS = Math.max(3, os.availableParallelism() - 1);

/** For what hangs: a busy machine takes many times as long as a quiet one. */
const TIMEOUT_MS = 180_000;

/** The beginning of an error, without the places in libraries that it went through. */
const ownLines = (why) =>
  why
    .split('\n')
    .filter((line) => !line.includes('/node_modules/'))
    .slice(0, 12);

/** Each failed test with the beginning of what it said, so that the end of a long run tells what broke. */
function failures(testResults) {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = path.relative(process.cwd(), name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    const said = failed.map(({ fullName, failureMessages }) => [fullName, failureMessages.join('\n')]);
    // A file that could not even be read has a message of its own.
    if (said.length === 0 && message) said.push(['', message]);
    return said.map(([test, why]) => `${file} > ${test}\n  ${ownLines(why).join('\n  ')}`);
  });
}

/** Runs the tests of all packages, and ends with a line `N passed, N failed`. */
export async function test(args, { onlyBrowser = false } = {}) {
  const chromium = browser();
  if (!chromium) {
    const how =
      'Install Chromium (Debian: apt-get install chromium), or set CHROMIUM to its path, then: npm run e2e';
    if (onlyBrowser) throw new Error(`No Chromium found. ${how}`);
    console.log(`Browser tests are skipped: no Chromium found. ${how}`);
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'linggong-test-'));
  const report = path.join(folder, 'report.json');
  let failure;
  try {
    await run(
      'vitest',
      [
        'run',
        `--maxWorkers=${WORKERS}`,
        `--testTimeout=${TIMEOUT_MS}`,
        `--hookTimeout=${TIMEOUT_MS}`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...args,
      ],
      {
        env: { CHROMIUM: chromium ?? '' },
      },
    );
  } catch (error) {
    failure = error;
  }
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    const broken = failures(testResults);
    if (broken.length) console.log(`Failed tests:\n\n${broken.join('\n\n')}\n`);
    // A file that could not even be read counts as one failure.
    const failed = numFailedTests || (failure ? Math.max(1, numFailedTestSuites) : 0);
    console.log(
      `${numPassedTests} passed, ${failed} failed${numPendingTests ? `, ${numPendingTests} skipped` : ''}`,
    );
  }
  rmSync(folder, { recursive: true, force: true });
  if (failure) throw failure;
}
