import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Operation } from '@linggong/contracts/api/operation.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** What is declared is served, and nothing else is. */
let server: TestServer;
let declared: Operation[];

beforeAll(async () => {
  server = await startTestServer();
  const folder = path.dirname(createRequire(import.meta.url).resolve('@linggong/contracts/api/operation.ts'));
  const files = (await readdir(folder)).filter((file) => file !== 'operation.ts');
  const modules = await Promise.all(
    files.map((file) => import(path.join(folder, file)) as Promise<Record<string, Operation>>),
  );
  declared = modules.flatMap((module) => Object.values(module));
});
afterAll(() => server.close());

test('every contract is an operation of the reference, once', async () => {
  const { paths } = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, object>;
  };
  const served = Object.entries(paths).flatMap(([address, methods]) =>
    Object.keys(methods).map((method) => `${method} ${address}`),
  );
  const named = declared.map(({ method, path }) => `${method} /api/v1${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(named.sort()).toEqual(served.sort());
});

test('each says what it takes: a parameter for each place in its path, a body of one kind', () => {
  for (const { method, path, params, body, form } of declared) {
    const places = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    const shape = (params as { shape?: object } | undefined)?.shape ?? {};
    expect([method, path, Object.keys(shape)]).toEqual([method, path, places]);
    expect([method, path, body !== undefined && form !== undefined]).toEqual([method, path, false]);
    expect([method, path, method === 'get' && body !== undefined]).toEqual([method, path, false]);
  }
});

test('what may be repeated with a key answers with something that has an id', () => {
  const idempotent = declared.filter((contract) => contract.idempotent);
  expect(idempotent.length).toBeGreaterThan(0);
  for (const { path, answer } of idempotent)
    expect([path, Object.keys((answer as { shape?: object } | undefined)?.shape ?? {})]).toEqual([
      path,
      expect.arrayContaining(['id']),
    ]);
});
