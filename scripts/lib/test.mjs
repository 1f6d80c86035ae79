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

/** The same without windows, where it is installed: enough for most tests, and twice as quick. */
const SHELL = '/usr/bin/chromium-headless-shell';

/** A Chromium for the browser tests: as `CHROMIUM` says, or where systems keep it. */
function browser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  return BROWSERS.find((file) => existsSync(file));
}

/**
 * Tests wait for disks, other processes and clocks a third of the time: on a small machine too, four files at a time
 * are quicker than two.
 */
const WORKERS = Math.max(4, os.availableParallelism() - 1);

/** For what hangs: a busy machine takes many times as long as a quiet one. */
const TIMEOUT_MS = 180_000;

/** More files than this that failed are no accident, and are not run again. */
const MOST_AGAIN = 3;

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

/** One run of vitest. Returns what it reported, or nothing where it did not come that far, and how it failed. */
async function vitest(args, chromium) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'linggong-test-'));
  const file = path.join(folder, 'report.json');
  const limits = [`--testTimeout=${TIMEOUT_MS}`, `--hookTimeout=${TIMEOUT_MS}`];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const failure = await run('vitest', ['run', ...limits, ...reporters, ...args], {
    env: { CHROMIUM: chromium ?? '', CHROMIUM_SHELL: chromium && existsSync(SHELL) ? SHELL : '' },
  }).then(
    () => undefined,
    (error) => error,
  );
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true });
  return { report, failure };
}

const failedFiles = ({ testResults }) =>
  testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);

function sayFailures(title, { testResults }) {
  const broken = failures(testResults);
  if (broken.length) console.log(`${title}:\n\n${broken.join('\n\n')}\n`);
}

/**
 * Runs the tests of all packages, and ends with a line `N passed, N failed`. In CI a few files that failed are run once
 * more by themselves: a test that fails only beside others is named as unsteady and does not stop a change.
 */
export async function test(args, { onlyBrowser = false } = {}) {
  const chromium = browser();
  if (!chromium) {
    const how =
      'Install Chromium (Debian: apt-get install chromium), or set CHROMIUM to its path, then: npm run e2e';
    if (onlyBrowser) throw new Error(`No Chromium found. ${how}`);
    console.log(`Browser tests are skipped: no Chromium found. ${how}`);
  }
  let { report, failure } = await vitest([`--maxWorkers=${WORKERS}`, ...args], chromium);
  if (!report) throw failure;
  const files = failure ? failedFiles(report) : [];
  const { numPassedTests, numPendingTests } = report;
  // A file that could not even be read counts as one failure.
  let failed = report.numFailedTests || (failure ? Math.max(1, report.numFailedTestSuites) : 0);
  let recovered = 0;
  if (process.env.CI && files.length > 0 && files.length <= MOST_AGAIN) {
    sayFailures('Failed, and run once more', report);
    const again = await vitest(['--maxWorkers=1', ...args, ...files], chromium);
    if (again.report && !again.failure) {
      sayFailures('Unsteady tests, which passed by themselves', report);
      recovered = failed;
      failed = 0;
      failure = undefined;
    } else if (again.report) report = again.report;
  }
  if (failure) sayFailures('Failed tests', report);
  console.log(
    `${numPassedTests + recovered} passed, ${failed} failed${numPendingTests ? `, ${numPendingTests} skipped` : ''}`,
  );
  if (failure) throw failure;
}
