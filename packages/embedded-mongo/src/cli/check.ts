import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkEntries } from '../storage/check.ts';
import { openDatabase } from '../storage/database.ts';
import { pathOption, readOptions, required } from './options.ts';
import { snapshot, withFolder } from './snapshot.ts';

/** `check --data DIR`: every page, every document, every index entry, on a copy; the data itself is not touched. */
export async function check(args: string[]): Promise<void> {
  const { data } = readOptions(args, { data: { type: 'string' } });
  const dataDir = pathOption(required(data, '--data'));
  await withFolder(join(tmpdir(), 'linggong-check-'), async (folder) => {
    await snapshot(dataDir, folder);
    const sql = openDatabase(folder);
    const { documents, indexes, problems } = checkEntries(sql);
    sql.close();
    for (const problem of problems) console.error(problem);
    if (problems.length > 0) process.exitCode = 1;
    else console.log(`In order: ${documents} documents, ${indexes} indexes.`);
  });
}
