import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** What the gate of `npm run check` says of a pattern: run as it is there, outside of what the tests load. */
function slowness(source: string): string | null {
  const gate = new URL('../../../scripts/check-patterns.mjs', import.meta.url);
  const code = `import { slowness } from ${JSON.stringify(gate.href)};
    process.stdout.write(JSON.stringify(slowness({ source: process.argv[1], flags: 'u' })));`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', code, source], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  });
  return JSON.parse(said.toString());
}

it.each(['^(?:一|每|[\\d一二]+)*工$', '^(a+)+$', '^\\s*\\s*x$', '^[每一](.+?)[:：约]*$'])(
  'the gate refuses %s',
  (source) => expect(slowness(source)).toMatch(/exponential|polynomial/),
);

it.each(['^(?:一|每|[\\d一二])*工$', '押金|保证金', '不[^,。]{0,6}?收', '^\\s*x$'])(
  'the gate lets %s through',
  (source) => expect(slowness(source)).toBeNull(),
);
