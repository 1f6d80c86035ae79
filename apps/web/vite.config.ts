import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { kitPage } from './scripts/kit-page.ts';
import { operations } from './scripts/operations.ts';
import { tradeList } from './scripts/trade-list.ts';
import { unreached } from './scripts/unreached.ts';

const api = process.env.API_ORIGIN ?? 'http://127.0.0.1:3001';

/** The one script that stands in every page, see `lib/server/page-frame.ts`. */
const first = createHash('sha256')
  .update(readFileSync(new URL('src/lib/server/kept-page.js', import.meta.url)))
  .digest('base64');

/** What of the framework only pages need that have fields to type into, or boxes that are measured. */
const FIELDS =
  /svelte[\\/]src[\\/]internal[\\/]client[\\/]dom[\\/]elements[\\/]bindings[\\/](input|size|universal)\.js$/;

export default defineConfig({
  plugins: [
    kitPage(),
    // Components are tested as browsers run them.
    svelteTesting({ autoCleanup: false }),
    operations(),
    tradeList(),
    unreached(),
    sveltekit({
      adapter: adapter({ out: 'build', precompress: true }),
      compilerOptions: { runes: true },
      // The offline page is shown at other pages' addresses.
      paths: { relative: false },
      // The styles of a page in the page: one turn less on a slow link, and it shows at once.
      // What most pages share is longer than that: a file, fetched once.
      inlineStyleThreshold: 11_000,
      csp: {
        mode: 'auto',
        directives: {
          'default-src': ['self'],
          'script-src': ['self', `sha256-${first}`],
          'style-src': ['self'],
          // The style of Kit's own announcer of page changes, by its hash; no other style attribute.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  environments: {
    client: {
      build: {
        // A page's own file is asked for by itself.
        modulePreload: { resolveDependencies: (file, deps) => deps.filter((dep) => dep !== file) },
        rolldownOptions: {
          // Both for the group of fields below: it stands apart from what it needs, and nothing else waits for it.
          preserveEntrySignatures: 'allow-extension',
          treeshake: { moduleSideEffects: [{ test: FIELDS, sideEffects: false }] },
          output: {
            codeSplitting: {
              // What workers' pages share is one file: on a slow link each costs its headers and its turn.
              groups: [
                {
                  name: 'fields',
                  priority: 1,
                  includeDependenciesRecursively: false,
                  test: FIELDS,
                },
                // With it the frames of these pages and the page for errors, which is loaded ahead.
                {
                  name: 'shared',
                  test: /client-entry|src[\\/]routes[\\/](\(worker\)[\\/])?\+(layout|error)\.svelte|contracts[\\/]src[\\/]api[\\/](events|feed|notices)\.|client[\\/]src[\\/]catch-up|src[\\/]lib[\\/](api[\\/](address|client)|format|live|nav[\\/](entry|worker)|words[\\/]|session[\\/]Whose|kit[\\/](Button|Empty|Fresh|Icon|Notice\.|Parts|PlaceMarks|VoidTicket)|features[\\/](feed[\\/](live|summary)|frame[\\/](Brand|SiteHeader|BottomNav|Unread)|gig[\\/](Ticket|ticket|trades)))/,
                },
              ],
            },
          },
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': { target: api },
      '/socket.io': { target: api, ws: true },
    },
  },
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
    setupFiles: ['src/lib/words/test-setup.ts'],
  },
});
