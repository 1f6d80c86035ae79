import type { AsyncApi, JsonSchema } from '../realtime/asyncapi.ts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#222;overflow-wrap:anywhere}
code,pre{font:14px/1.5 ui-monospace,monospace;background:#f3f3f3;border-radius:4px;padding:.1em .3em}
pre{padding:.8em;overflow:auto}h3{margin:1.6em 0 .2em}h3 code{font-size:1.1em}ul{margin:.2em 0 .2em 1em;padding-left:.8em}`;

const CONNECT = `import { io } from 'socket.io-client';

const socket = io(ORIGIN, { transports: ['websocket'], extraHeaders: { cookie } });
socket.on('hello', level);
socket.on('behind', level);
socket.on('events', (events) => push(events));

/** Says what is watched, then asks the log for what came before the server knew. */
async function level() {
  await socket.emitWithAck('feed.watch', { trade: 'loading' });
  await askTheLog();
}`;

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (mark) => MARKS[mark]!);

/** Paragraphs, code and what is bold: as much of Markdown as our own descriptions have. */
const formatted = (text: string) =>
  escaped(text)
    .split('\n\n')
    .map((part) => part.replace(/`([^`]+)`/g, '<code>$1</code>').replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>'))
    .map((part) => `<p>${part}</p>`)
    .join('\n');

const code = (value: unknown) => `<code>${escaped(JSON.stringify(value))}</code>`;
const list = (value: unknown) => (Array.isArray(value) ? (value as JsonSchema[]) : []);

function fields({ properties = {}, required }: JsonSchema): string {
  const needed = new Set(list(required) as unknown as string[]);
  const lines = Object.entries(properties as Record<string, JsonSchema>).map(
    ([name, schema]) =>
      `<li><code>${escaped(name)}</code>${needed.has(name) ? '' : '?'}: ${shape(schema)}</li>`,
  );
  return lines.length > 0 ? `<ul>${lines.join('')}</ul>` : '';
}

/** A schema in a line, with its fields below it where it is an object. */
function shape(schema: JsonSchema): string {
  if (typeof schema.$ref === 'string') {
    const name = escaped(schema.$ref.split('/').at(-1)!);
    return `<a href="#${name}">${name}</a>`;
  }
  if ('const' in schema) return code(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map(code).join(' | ');
  const either = [...list(schema.oneOf), ...list(schema.anyOf)];
  if (either.length > 0) return either.map(shape).join(' | ');
  if (schema.type === 'array') {
    const items = schema.items as JsonSchema | JsonSchema[] | undefined;
    return Array.isArray(items) ? `[${items.map(shape).join(', ')}]` : `list of ${shape(items ?? {})}`;
  }
  const types = [schema.type ?? 'anything'].flat().join(' | ');
  return `${escaped(types)}${fields(schema)}`;
}

const said = ({ description }: JsonSchema) => (description ? formatted(description) : '');
const section = (id: string, schema: JsonSchema) =>
  `<h3 id="${escaped(id)}"><code>${escaped(id)}</code></h3>${said(schema)}<p>${shape(schema)}</p>`;

/** The document of the live connection as a page to read. */
export function livePage({ info, components: { messages, schemas } }: AsyncApi): string {
  const { Event: event = {}, ...others } = schemas;
  const kinds = list(event.oneOf).map(({ properties }) => {
    const { type, payload = {} } = properties as Record<string, JsonSchema>;
    return section(String(type?.const), payload);
  });
  const shapes = Object.entries(others).filter(([name]) => !(name in messages));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${info.title}</title><style>${STYLE}</style></head><body>
<h1>${info.title}</h1>
<p><a href="/api/v1/asyncapi.json">AsyncAPI document</a> · <a href="/api/docs">the API</a></p>
${formatted(info.description)}
<pre>${escaped(CONNECT)}</pre>
<h2>Messages</h2>
${Object.keys(messages)
  .map((name) => section(name, schemas[name] ?? {}))
  .join('\n')}
<h2 id="Event">Events</h2>
<p>Each has an <code>id</code>, its place in the log <code>seq</code>, its <code>type</code>, when it happened
<code>at</code>, and the <code>payload</code> that is listed here.</p>
${kinds.join('\n')}
<h2>Shapes</h2>
${shapes.map(([name, schema]) => section(name, schema)).join('\n')}
</body></html>`;
}
