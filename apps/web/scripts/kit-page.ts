import type { Plugin } from 'vite';

const PAGE = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>零件</title>
  </head>
  <body>
    <script type="module" src="/src/kit-page/main.ts"></script>
  </body>
</html>
`;

/** `/kit` shows every part of the kit in all of its states, where pages are developed; no build knows of it. */
export function kitPage(): Plugin {
  return {
    name: 'linggong-kit-page',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (!/^\/kit(\?|$)/.test(request.url ?? '')) return next();
        server.transformIndexHtml('/kit', PAGE).then((page) => {
          response.setHeader('content-type', 'text/html; charset=utf-8');
          response.end(page);
        }, next);
      });
    },
  };
}
