import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
} from 'node:fs';
import { open, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { EJSON } from 'bson';
import { EmbeddedMongoError } from '../start-errors.ts';
import { type Carried, documentsOf, listCarried, withSource, withTarget } from './ends.ts';
import { fromLine, toLine } from './exact.ts';
import { load } from './load.ts';
import { pathOption, readOptions, required } from './options.ts';

const METADATA = 'metadata.json';
const FORMAT = 1;

type Exported = Carried & { file: string; documents: number };

/** `export`: a file per collection; the metadata comes last, so that a folder with it is whole. */
export async function exportTo(args: string[]): Promise<void> {
  const { to, ...from } = readOptions(args, {
    data: { type: 'string' },
    url: { type: 'string' },
    to: { type: 'string' },
  });
  const folder = pathOption(required(to, '--to'));
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new EmbeddedMongoError('folder_not_empty', `The folder ${folder} is not empty`);
  await withSource(from, async (client) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const collections: Exported[] = [];
    for (const one of await listCarried(client)) {
      const file = `${encodeURIComponent(one.db)}.${encodeURIComponent(one.name)}.jsonl`;
      const { documents, reordered } = await writeLines(join(folder, file), documentsOf(client, one));
      collections.push({ ...one, file, documents });
      const note = reordered > 0 ? `, ${reordered} with fields named by numbers in another order` : '';
      console.log(`${one.db}.${one.name}: ${documents} documents, ${one.indexes.length + 1} indexes${note}`);
    }
    const metadata = { format: FORMAT, at: new Date().toISOString(), collections };
    const file = join(folder, METADATA);
    await writeFile(`${file}.new`, `${EJSON.stringify(metadata, { relaxed: false }, 2)}\n`, {
      mode: 0o600,
      flush: true,
    });
    await rename(`${file}.new`, file);
  });
}

async function writeLines(file: string, documents: AsyncIterable<Uint8Array>) {
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  const done = finished(out);
  done.catch(() => undefined);
  let count = 0;
  let reordered = 0;
  for await (const bytes of documents) {
    const one = toLine(bytes);
    count++;
    if (one.reordered) reordered++;
    if (!out.write(`${one.line}\n`))
      await Promise.race([done, new Promise<void>((resolve) => out.once('drain', resolve))]);
  }
  out.end();
  await done;
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
  return { documents: count, reordered };
}

/** `import`: reads what `export` has written. */
export async function importFrom(args: string[]): Promise<void> {
  const { from, drop, ...to } = readOptions(args, {
    data: { type: 'string' },
    url: { type: 'string' },
    from: { type: 'string' },
    drop: { type: 'boolean', default: false },
  });
  const folder = pathOption(required(from, '--from'));
  const collections = readMetadata(folder);
  await withTarget(to, async (client) => {
    const files = new Map(collections.map((one) => [`${one.db}.${one.name}`, one]));
    const lines = ({ db, name }: Carried) => readLines(join(folder, files.get(`${db}.${name}`)!.file));
    for (const { db, name, documents } of await load(client, collections, lines, drop)) {
      const { documents: exported } = files.get(`${db}.${name}`)!;
      if (documents !== exported)
        throw new Error(`${db}.${name}: ${documents} documents in the file, ${exported} were exported`);
    }
  });
}

function readMetadata(folder: string): Exported[] {
  const file = join(folder, METADATA);
  if (!existsSync(file))
    throw new EmbeddedMongoError('export_missing', `There is no whole export in ${folder}: no ${METADATA}`);
  const { format, collections } = EJSON.parse(readFileSync(file, 'utf8'), { relaxed: true }) as {
    format: number;
    collections: Exported[];
  };
  if (format !== FORMAT)
    throw new EmbeddedMongoError('export_format_unknown', `The export has format ${format}, not ${FORMAT}`);
  return collections;
}

/** Lines end at `\n` alone: other separators of Unicode stand within texts. */
async function* readLines(file: string): AsyncIterable<Uint8Array> {
  let rest = '';
  let number = 0;
  const parse = (line: string) => {
    number++;
    try {
      return fromLine(line);
    } catch (error) {
      throw new Error(`${file}, line ${number}: ${(error as Error).message}`);
    }
  };
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield parse(line);
  }
  if (rest !== '') yield parse(rest);
}

/** `copy`: moves on to another server in one step. */
export async function copy(args: string[]): Promise<void> {
  const options = readOptions(args, {
    data: { type: 'string' },
    'from-url': { type: 'string' },
    url: { type: 'string' },
    drop: { type: 'boolean', default: false },
  });
  const url = required(options.url, '--url');
  await withSource({ data: options.data, url: options['from-url'] }, (source) =>
    withTarget({ url }, async (target) => {
      const loaded = await load(
        target,
        await listCarried(source),
        (one) => documentsOf(source, one),
        options.drop,
      );
      const all = loaded.reduce((sum, { documents }) => sum + documents, 0);
      console.log(`All ${all} documents are there as they were.`);
    }),
  );
}
