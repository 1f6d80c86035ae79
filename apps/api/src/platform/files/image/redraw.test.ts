import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { type Drawn, redrawn } from './redraw.ts';

const RULES = { edge: 400, quality: 80, mostPixels: 4_000_000 };

/** A form with this as its file, on the disk as a server has it. */
async function drawing(file: Buffer | string | null, type = 'image/jpeg') {
  const form = new FormData();
  if (file !== null) form.set('file', new File([new Uint8Array(Buffer.from(file))], 'a.jpg', { type }));
  const sent = new Response(form);
  const at = path.join(tmpdir(), `form-${randomUUID()}`);
  const handle = await open(at, 'wx+');
  try {
    await handle.write(Buffer.from(await sent.arrayBuffer()));
    const contentType = sent.headers.get('content-type') ?? '';
    return await redrawn({ contentType, fd: handle.fd, owner: 'o' }, RULES);
  } finally {
    await handle.close();
  }
}

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#2244aa' } });

test('a photo is turned upright and made smaller, and loses where and by what it was taken', async () => {
  const photo = await picture(1200, 800)
    .withExif({ IFD0: { Make: 'PhoneMaker', Copyright: 'somebody' }, IFD3: { GPSLatitude: '31/1 8/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  expect(photo.includes('PhoneMaker')).toBe(true);
  const drawn = (await drawing(photo)) as Drawn;
  expect([drawn.width, drawn.height]).toEqual([267, 400]);
  expect(drawn.bytes.includes('PhoneMaker')).toBe(false);
  const { exif, icc, xmp, iptc, orientation, format } = await sharp(drawn.bytes).metadata();
  expect({ exif, icc, xmp, iptc, orientation, format }).toEqual({ format: 'jpeg' });
});

test.each(['png', 'webp'] as const)('a %s becomes a JPEG whatever it is called', async (format) => {
  const drawn = (await drawing(await picture(50, 30).toFormat(format).toBuffer(), 'text/html')) as Drawn;
  expect((await sharp(drawn.bytes).metadata()).format).toBe('jpeg');
  expect([drawn.width, drawn.height]).toEqual([50, 30]);
});

test.each([
  ['what is no picture', 'file,but,words\n'.repeat(50), 'kind'],
  ['a page', '<!doctype html><script>alert(1)</script>', 'kind'],
  [
    'a drawing that names others',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>',
    'kind',
  ],
  ['a document', '%PDF-1.7\n%âãÏÓ\n', 'kind'],
  ['nothing', '', 'file'],
] as const)('%s is refused', async (_, contents, refused) => {
  expect(await drawing(contents)).toEqual({ refused });
});

test('kinds that phones do not make are refused, though the library reads them', async () => {
  expect(await drawing(await picture(20, 20).gif().toBuffer())).toEqual({ refused: 'kind' });
  expect(await drawing(await picture(20, 20).tiff().toBuffer())).toEqual({ refused: 'kind' });
});

test('a small file of very many pixels is refused before they are drawn', async () => {
  const bomb = await picture(5000, 5000).png().toBuffer();
  expect(bomb.length).toBeLessThan(400_000);
  expect(await drawing(bomb)).toEqual({ refused: 'pixels' });
});

test('half a photo is refused', async () => {
  const whole = await sharp(
    Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, at) => (at * 7919) % 251)),
    {
      raw: { width: 300, height: 300, channels: 3 },
    },
  )
    .jpeg()
    .toBuffer();
  expect(await drawing(whole.subarray(0, whole.length / 2))).toEqual({ refused: 'broken' });
});

test('a form without a file, and what is no form, are refused', async () => {
  expect(await drawing(null)).toEqual({ refused: 'file' });
});
