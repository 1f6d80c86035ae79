import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { anothersForm, leadTo } from './whose.ts';

const SOURCES = path.resolve(import.meta.dirname, '../..');
const PATH = 'http://lg.example/gigs/123456?/take';

function sent(as: string | null, fields: Record<string, string> | FormData, headers = {}): RequestEvent {
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
  const request = new Request(PATH, { method: 'POST', body, headers });
  const me = as === null ? null : { accountId: as };
  return { request, locals: { me }, url: new URL(PATH) } as unknown as RequestEvent;
}

test.each([
  ['one’s own', 'a', { who: 'a' }],
  ['one that was opened by nobody', 'a', { who: '' }],
  ['one that says nothing', 'a', { key: 'k' }],
  ['one of somebody, sent by nobody: that leads to the sign-in', null, { who: 'b' }],
] as const)('is acted on: %s', async (_, as, fields) => {
  const event = sent(as, fields);
  expect(await anothersForm(event)).toBeNull();
  expect([...(await event.request.formData())]).toEqual(Object.entries(fields));
});

test('a form of another person leads to a page that says so, and back to where it came from', async () => {
  const event = sent('b', { who: 'a', gig: 'g' });
  const to = await anothersForm(event);
  expect(to).toBe('/not-sent?to=%2Fgigs%2F123456');
  const plain = leadTo(to!, event.request);
  expect([plain.status, plain.headers.get('location')]).toEqual([303, to]);
  const byScript = sent('b', { who: 'a' }, { 'x-sveltekit-action': 'true' });
  expect(await leadTo(to!, byScript.request).json()).toEqual({ type: 'redirect', status: 303, location: to });
});

test('a form with files is read once, by its action', async () => {
  const form = new FormData();
  form.set('who', 'a');
  expect(await anothersForm(sent('b', form))).toBeNull();
});

test('every form that acts for a person says whose it is', async () => {
  /** What anybody may do at this browser, whoever is signed in. */
  const anybodys = /\?\/(?:sign-out|display)|action\('(?:enter|code|other|demo|mine|fresh)'\)|%lg\.action%/;
  const silent: string[] = [];
  for await (const file of glob('**/*.svelte', { cwd: SOURCES })) {
    const source = await readFile(path.join(SOURCES, file), 'utf8');
    for (const [form, tag] of source.matchAll(/(<form\b[\s\S]*?)<\/form>/g))
      if (/method="post"/i.test(form) && !anybodys.test(tag!) && !form.includes('<Whose />'))
        silent.push(file);
  }
  expect(silent).toEqual([]);
});
