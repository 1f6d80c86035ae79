import { SandboxError, sandbox } from '../../sandbox/sandbox.ts';
import type { ImageJob, ImageMessage, NoImage } from './messages.ts';
import type { ImageRules } from './rules.ts';

const MiB = 1024 * 1024;

/**
 * The library that reads pictures is native code, which foreign bytes may break: it runs in a process of its own, with
 * no setting and no stored file in reach, ended when it takes too much.
 */
const DRAWING = {
  entry: new URL('./entry.ts', import.meta.url),
  native: true,
  memoryMb: 320,
  seconds: 20,
  messageBytes: 16 * MiB,
  answerBytes: 16 * MiB,
  atOnce: 2,
  waiting: 16,
  ofEach: { atOnce: 1, waiting: 4 },
} as const;
const run = sandbox(DRAWING);

export type Drawn = { bytes: Buffer; width: number; height: number };
export type NotDrawn = { refused: NoImage | 'busy' };

/**
 * Takes the picture out of an uploaded form's field `file` and draws it anew as a JPEG within the rules, upright, without
 * anything that was written into it. `owner`: whose it is, as places are shared out among these.
 */
export async function redrawn(
  upload: { contentType: string; fd: number; owner: string },
  rules: ImageRules,
): Promise<Drawn | NotDrawn> {
  const job: ImageJob = { ...rules, contentType: upload.contentType };
  let said: ImageMessage | undefined;
  try {
    await run({
      owner: upload.owner,
      input: [`${JSON.stringify(job)}\n`],
      fd: upload.fd,
      take: (message) => {
        said = JSON.parse(message) as ImageMessage;
      },
    });
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    if (error.end === 'busy') return { refused: 'busy' };
    if (error.end === 'broken') throw error;
    return { refused: 'pixels' };
  }
  if (!said) throw new Error('the picture brought no answer');
  if ('refused' in said) return said;
  const { data, width, height } = said.image;
  return { bytes: Buffer.from(data, 'base64'), width, height };
}
