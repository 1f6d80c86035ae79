import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PROBLEMS } from '@linggong/contracts/problem.ts';
import { sessionCookieName } from '@linggong/contracts/session-cookie.ts';
import type { Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { generateSpecs } from 'hono-openapi';
import type { AllProblemTexts } from '../problem.ts';
import { asyncApi } from '../realtime/asyncapi.ts';
import type { ApiEnv } from './env.ts';
import { livePage } from './live-page.ts';

const ASSETS = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
]);

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>零工集市 API</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="reference"></div><script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script></body></html>`;
const START = `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#reference', deepLinking: true });`;
const POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

const sessionScheme = (publicOrigin: string | undefined) => ({
  type: 'apiKey' as const,
  in: 'cookie' as const,
  name: sessionCookieName(publicOrigin?.startsWith('https:') ?? false),
});

const problemsPage = (texts: AllProblemTexts) => {
  const rows = Object.entries(PROBLEMS).map(
    ([code, status]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${texts[code as keyof typeof PROBLEMS].title}</td></tr>`,
  );
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>错误代码</title><table>${rows.join('')}</table></html>`;
};

const DESCRIPTION = `Money in fen, times in UTC, errors as RFC 9457 problem details. Who asks is told by the cookie that \
\`POST /api/v1/session\` sets. What happens is told live, see [/api/docs/live](/api/docs/live).`;

/**
 * The OpenAPI 3.1 document, the AsyncAPI 3 document of the live connection, and a page to read each, served from our
 * own origin. `publicOrigin`: where all of it is reached, if not where it was asked for.
 */
export function registerReference(
  app: Hono<ApiEnv>,
  { texts, publicOrigin }: { texts: AllProblemTexts; publicOrigin: string | undefined },
): void {
  app.use('/api/docs/*', secureHeaders());
  const dist = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  let document: Promise<object> | undefined;
  app.get('/api/v1/openapi.json', async (c) => {
    document ??= generateSpecs(app, {
      documentation: {
        openapi: '3.1.0',
        info: {
          title: '零工集市 API',
          version: '1',
          description: DESCRIPTION,
        },
        components: { securitySchemes: { session: sessionScheme(publicOrigin) } },
      },
    });
    return c.json(await document);
  });
  const live = (c: Context<ApiEnv>) => asyncApi(publicOrigin ?? new URL(c.req.url).origin);
  app.get('/api/v1/asyncapi.json', (c) => c.json(live(c)));
  const html = (text: string) =>
    new Response(text, {
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': POLICY },
    });
  app.get('/api/docs', () => html(PAGE));
  app.get('/api/docs/live', (c) => html(livePage(live(c))));
  app.get('/api/docs/problems', () => html(problemsPage(texts)));
  app.get(
    '/api/docs/start.js',
    () => new Response(START, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } }),
  );
  app.get('/api/docs/:asset', async (c) => {
    const type = ASSETS.get(c.req.param('asset'));
    if (!type) return c.notFound();
    const bytes = await readFile(path.join(dist, c.req.param('asset')));
    return c.body(bytes, 200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=86400' });
  });
}
