import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { ENGINE, prepared } from './prepared.ts';
import { offerFirst, residentMb, usedMs } from './resident.ts';
import { NoPlace, slots } from './slots.ts';

export type SandboxSpec = {
  /** What runs in it; it calls `inside`. */
  entry: URL;
  /**
   * Its library is native code, which no snapshot holds: it is started from its source, may load such code, and reads
   * what the product is installed in. It calls `insideNative`.
   */
  native?: true;
  /** Of its own objects; twice as much may be resident. */
  memoryMb: number;
  /** Of its own work. Where no system tells it, of the time that passes while we don't take its messages in. */
  seconds: number;
  messageBytes: number;
  answerBytes: number;
  /** How many works go on at a time, how many more wait, and how much of that one owner of works may have. */
  atOnce: number;
  waiting: number;
  ofEach: { atOnce: number; waiting: number };
};

/**
 * Why a work in a sandbox brought nothing: it was ended for its time, memory or answer, it broke, or it found no place.
 */
export type SandboxEnd = 'time' | 'memory' | 'answer' | 'broken' | 'busy';
export class SandboxError extends Error {
  readonly end: SandboxEnd;
  constructor(end: SandboxEnd, told = '') {
    super(told ? `sandbox: ${end}: ${told}` : `sandbox: ${end}`);
    this.end = end;
  }
}

export type SandboxWork = {
  /** Whose it is: places are shared out evenly among these. */
  owner: string;
  /** What it is given to read, piece by piece; a stream where that depends on what it says. */
  input: Iterable<string> | AsyncIterable<string>;
  /** An open file, for what is too large or too foreign to be held here. */
  fd?: number;
  /** Takes one message in; the next waits until it is done. */
  take: (message: string) => Promise<void> | void;
};

const WATCH_MS = 100;
/** Whoever hardly works may take so many times as long: the machine, or what is given, may be slow. */
const SLOWER = 8;
const STDERR_KEPT = 4000;
const LINE_END = 0x0a;

/** What a native entry is loaded from; nothing that is stored, and no setting, lies there. */
const INSTALLED = [
  fileURLToPath(new URL('../', import.meta.url)),
  fileURLToPath(new URL('../../../node_modules/', import.meta.url)),
  fileURLToPath(new URL('../../../package.json', import.meta.url)),
  fileURLToPath(new URL('../../../../../node_modules/', import.meta.url)),
];
const NATIVE = [
  ...ENGINE.filter((flag) => flag !== '--no-addons'),
  '--allow-addons',
  '--disable-warning=SecurityWarning',
  ...INSTALLED.map((path) => `--allow-fs-read=${path}`),
];

async function start(
  { entry, native, memoryMb }: SandboxSpec,
  fd: number | undefined,
): Promise<ChildProcess> {
  const from = native
    ? [...NATIVE, fileURLToPath(entry)]
    : [...ENGINE, '--snapshot-blob', await prepared(entry)];
  return spawn(process.execPath, ['--permission', `--max-old-space-size=${memoryMb}`, ...from], {
    env: {},
    stdio: ['pipe', 'pipe', 'pipe', fd ?? 'ignore'],
    windowsHide: true,
  });
}

/** Messages of a child: lines, each no longer than `messageBytes`, all together no longer than `answerBytes`. */
async function* messagesOf(out: Readable, spec: SandboxSpec): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let length = 0;
  let total = 0;
  for await (const chunk of out as AsyncIterable<Buffer>) {
    total += chunk.length;
    if (total > spec.answerBytes) throw new SandboxError('answer');
    let from = 0;
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, from)) {
      parts.push(chunk.subarray(from, end));
      yield Buffer.concat(parts).toString('utf8');
      [parts, length, from] = [[], 0, end + 1];
    }
    if (from === chunk.length) continue;
    parts.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > spec.messageBytes) throw new SandboxError('answer');
  }
}

async function runOnce(spec: SandboxSpec, { input, fd, take }: Omit<SandboxWork, 'owner'>): Promise<void> {
  const child = await start(spec, fd);
  const ended = new Promise<{ code: number | null }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code }));
  });
  ended.catch(() => undefined);
  let why: SandboxEnd | null = null;
  const kill = (end: SandboxEnd) => {
    why ??= end;
    child.kill('SIGKILL');
  };
  const mayMs = spec.seconds * 1000;
  let passedMs = 0;
  let taking = false;
  let seenAt = performance.now();
  const { pid } = child;
  if (pid !== undefined) {
    offerFirst(pid);
    try {
      setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // It is over already.
    }
  }
  const watch = setInterval(() => {
    const now = performance.now();
    if (!taking) passedMs += now - seenAt;
    seenAt = now;
    const used = pid === undefined ? null : usedMs(pid);
    if (used === null ? passedMs > mayMs : used > mayMs || passedMs > SLOWER * mayMs) kill('time');
    else if (pid !== undefined && (residentMb(pid) ?? 0) > 2 * spec.memoryMb) kill('memory');
  }, WATCH_MS);
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-STDERR_KEPT);
  });
  // Whoever is ended, or doesn't want all, breaks the pipe: that is told by its end.
  const pieces = input instanceof Readable ? input : Readable.from(input);
  const given = pipeline(pieces, child.stdin!).catch(() => undefined);
  try {
    for await (const message of messagesOf(child.stdout!, spec)) {
      taking = true;
      await take(message);
      taking = false;
      seenAt = performance.now();
    }
    const { code } = await ended;
    if (why) throw new SandboxError(why);
    if (code !== 0) throw new SandboxError(/heap out of memory/.test(said) ? 'memory' : 'broken', said);
  } finally {
    clearInterval(watch);
    child.kill('SIGKILL');
    await given;
  }
}

/**
 * Runs foreign input through an entry of ours in a process of its own: without the environment, files, threads,
 * children or network; bounded in time, memory and what it answers. Nothing that it does reaches further than `take`.
 * Throws `SandboxError`, or whatever `take` throws.
 */
export function sandbox(spec: SandboxSpec): (work: SandboxWork) => Promise<void> {
  const place = slots(spec);
  return async (work) => {
    try {
      await place(work.owner, () => runOnce(spec, work));
    } catch (error) {
      throw error instanceof NoPlace ? new SandboxError('busy') : error;
    }
  };
}
