import sharp from 'sharp';
import { formHandedIn, insideNative, lines, send } from '../../sandbox/inside.ts';
import type { ImageJob, ImageMessage, NoImage } from './messages.ts';
import { KINDS_TAKEN } from './rules.ts';

const MOST_BYTES = 32 * 1024 * 1024;
const WHITE = '#ffffff';

// Of the many formats that the library reads three are taken: the others' readers are not even tried on a file.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });
sharp.cache(false);
sharp.concurrency(1);

const say = (message: ImageMessage) => send(message);

async function fileOf(contentType: string): Promise<Buffer | NoImage> {
  const form = await formHandedIn(contentType, MOST_BYTES);
  if (!form) return 'form';
  const file = form.get('file');
  return file instanceof File && file.size > 0 ? Buffer.from(await file.arrayBuffer()) : 'file';
}

/** Draws the picture anew: what is said about it, where and by what it was taken, is not taken over. */
async function redrawn(bytes: Buffer, { edge, quality, mostPixels }: ImageJob): Promise<ImageMessage> {
  const reading = { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true } as const;
  const seen = await sharp(bytes, { ...reading, limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (!seen || !KINDS_TAKEN.some((kind) => kind === seen.format)) return { refused: 'kind' };
  if (seen.width * seen.height > mostPixels) return { refused: 'pixels' };
  try {
    const { data, info } = await sharp(bytes, reading)
      .rotate()
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: WHITE })
      .toColourspace('srgb')
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true });
    return { image: { data: data.toString('base64'), width: info.width, height: info.height } };
  } catch {
    return { refused: 'broken' };
  }
}

insideNative(async () => {
  const { value = '' } = await lines().next();
  const job = JSON.parse(value) as ImageJob;
  const file = await fileOf(job.contentType);
  say(typeof file === 'string' ? { refused: file } : await redrawn(file, job));
});
