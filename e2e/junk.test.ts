import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoFolder, type Product, startProduct } from './support/product.ts';

const ROUTES = path.resolve(import.meta.dirname, '../apps/web/src/routes');
const ID = '0'.repeat(24);

type Action = { page: string; name: string };

/** Every form action of the pages, as their files name them: `default` where a page has one alone. */
const ACTIONS: Action[] = readdirSync(ROUTES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('+page.server.ts'))
  .flatMap((file) => {
    const text = readFileSync(path.join(ROUTES, file), 'utf8');
    const [, block] = /export const actions: Actions = \{\n([\s\S]*?)\n\};/.exec(text) ?? [];
    const page = `/${path.dirname(file)}`
      .replaceAll(/\/\([\w-]+\)/g, '')
      .replace('[number]', '028461')
      .replaceAll(/\[\w+\]/g, ID);
    const names = [...(block ?? '').matchAll(/^ {2}(?:async )?'?([\w-]+)'?(?::|\()/gm)].map(
      ([, name]) => name!,
    );
    return names.map((name) => ({ page: page || '/', name }));
  });

const FORM = 'application/x-www-form-urlencoded';
const JUNK: [name: string, type: string, body: string | Buffer][] = [
  ['nothing', FORM, ''],
  ['bad percent signs', FORM, '%=%ZZ&%E0%A4%A=%FF&=&&&=1&id=%'],
  ['bytes', FORM, Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x26, 0x3d])],
  [
    'ids and numbers of the wrong kind',
    FORM,
    'id=../../session&booking=../x&bookingId=%00&revision=NaN&version=1e999&device=$ne&upTo=gestern',
  ],
  ['a field many times', FORM, Array(500).fill('shift=x&which=some&booking=y').join('&')],
  [
    'a huge field',
    FORM,
    `name=${'x'.repeat(400_000)}&outcome=${'y'.repeat(300_000)}&posting=${'z'.repeat(300_000)}`,
  ],
  ['JSON that is none', FORM, 'posting=%7B%22a%22%3A&filter=%5B%5B&draft=nope&columns=%7B&form=1'],
  [
    'parts without an end',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="id"\r\n\r\nhalf',
  ],
  ['parts without a boundary', 'multipart/form-data', '--x--'],
  ['parts of garbage', 'multipart/form-data; boundary=x', Buffer.from([0x2d, 0x2d, 0x78, 0, 255, 1, 2])],
  ['text', 'text/plain', 'id=1'],
  ['JSON', 'application/json', '{"id":1}'],
  ['an unknown type', 'application/x-nothing', 'x'],
];

describe('junk', () => {
  let data: Awaited<ReturnType<typeof demoFolder>>;
  let product: Product;
  const cookies = new Map<string, string>();
  beforeAll(async () => {
    data = await demoFolder();
    product = await startProduct({ dataDir: data.folder });
    for (const key of ['worker-tashi', 'employer-ruyi', 'operator-karuo']) {
      const answer = await fetch(`${product.url}/api/v1/demo/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ key }),
      });
      cookies.set(
        key,
        answer.headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; '),
      );
    }
  });
  afterAll(async () => {
    await product?.stop();
    await data?.remove();
  });

  const post = async (at: string, cookie: string, type: string, body: string | Buffer, script: boolean) => {
    const answer = await fetch(`${product.url}${at}`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie,
        origin: product.url,
        'content-type': type,
        ...(script ? { 'x-sveltekit-action': 'true', accept: 'application/json' } : { accept: 'text/html' }),
      },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    return { status: answer.status, text: await answer.text() };
  };
  /** What a script is told stands in the answer. */
  const told = ({ status, text }: { status: number; text: string }) => {
    const inside = /^\{"type":"\w+","status":(\d+)/.exec(text)?.[1] ?? /"status":(\d+)/.exec(text)?.[1];
    return status === 200 && inside ? Number(inside) : status;
  };
  const whoFor = (page: string) =>
    page.startsWith('/desk')
      ? 'operator-karuo'
      : page.startsWith('/employer')
        ? 'employer-ruyi'
        : 'worker-tashi';

  test('finds the actions', () => {
    expect(ACTIONS.length).toBeGreaterThan(25);
    expect(ACTIONS).toContainEqual({ page: '/my', name: 'contact' });
  });

  test.each(ACTIONS.filter(({ name }) => !/^sign-out/.test(name)))(
    'in the form of $page ($name) breaks nothing',
    async ({ page, name }) => {
      const at = name === 'default' ? page : `${page}?/${name}`;
      for (const who of [whoFor(page), '']) {
        for (const [kind, type, body] of JUNK) {
          for (const script of [false, true]) {
            const answer = await post(at, cookies.get(who) ?? '', type, body, script);
            expect([kind, script, told(answer), answer.text.slice(0, 200)]).toEqual([
              kind,
              script,
              expect.toSatisfy((status: number) => status < 500),
              expect.anything(),
            ]);
            expect(answer.text).not.toMatch(/node_modules|at async|TypeError/);
          }
        }
      }
    },
  );

  test.each(['?/nothing', '?/constructor', '?/__proto__', '?/', '?/%ZZ', '?/a/b'])(
    'in an action that is none: %s',
    async (action) => {
      for (const page of ['/me', '/my', '/gigs/028461', '/desk/reports', '/']) {
        const answer = await post(`${page}${action}`, cookies.get(whoFor(page))!, FORM, 'a=1', false);
        expect([page, answer.status]).toEqual([
          page,
          expect.toSatisfy((status: number) => status >= 300 && status < 500),
        ]);
      }
    },
  );

  test.each([
    '/%',
    '/%ZZ',
    '/gigs/%',
    '/gigs/%E0%A4%A',
    '/my/%00',
    '/desk/gigs/%FF',
    '/gigs/%2e%2e%2f',
    '/inbox/%5c',
    '/employer/gigs/%c0%af',
  ])('in an address: %s', async (at) => {
    for (const cookie of ['', ...cookies.values()]) {
      // As it is: `fetch` would mend it.
      const status = await new Promise<number>((resolve, reject) => {
        const { hostname, port } = new URL(product.url);
        http
          .get({ hostname, port, path: at, headers: { cookie } }, (answer) => {
            answer.resume();
            resolve(answer.statusCode ?? 0);
          })
          .on('error', reject);
      });
      expect([at, status]).toEqual([at, expect.toSatisfy((got: number) => got >= 300 && got < 500)]);
    }
  });

  test('in the Host header: no link, redirect or map of the site leads there', async () => {
    const number = /href="\/gigs\/(\d{6})"/.exec(await (await fetch(product.url)).text())![1];
    const { hostname, port } = new URL(product.url);
    for (const host of ['evil.example', `evil.example:${port}`, '10.9.9.9', '127.0.0.1.evil.example'])
      for (const at of [
        '/',
        `/gigs/${number}`,
        '/my',
        '/me',
        '/robots.txt',
        '/sitemap.xml',
        '/api/v1/gigs',
        '/api/v1/openapi.json',
      ]) {
        const answer = await new Promise<string>((resolve, reject) => {
          const headers = {
            host,
            'x-forwarded-host': host,
            'x-linggong-host': host,
            forwarded: `host=${host}`,
          };
          http
            .get({ hostname, port, path: at, headers }, (got) => {
              let text = JSON.stringify(got.headers);
              got.setEncoding('utf8');
              got.on('data', (chunk) => {
                text += chunk;
              });
              got.on('end', () => resolve(text));
            })
            .on('error', reject);
        });
        expect([at, host, answer.includes(host.split(':')[0]!)]).toEqual([at, host, false]);
      }
    const foreign = {
      host: 'evil.example',
      origin: 'http://evil.example',
      'content-type': 'application/json',
    };
    const status = await new Promise<number>((resolve, reject) => {
      const request = http.request(
        { hostname, port, path: '/api/v1/demo/session', method: 'POST', headers: foreign },
        (got) => {
          got.resume();
          resolve(got.statusCode ?? 0);
        },
      );
      request.on('error', reject);
      request.end('{"key":"worker-tashi"}');
    });
    expect(status).toBe(403);
  });
});
