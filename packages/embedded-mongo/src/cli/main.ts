import { UsageError } from './options.ts';

const USAGE = `npm run embedded-mongo -- ...
  [--data DIR] [--port N] [--no-auth]   serve on the loopback until it is ended; the first line is the URL
  backup --data DIR --to FILE           one file, also while the product runs
  restore --from FILE --data DIR        into a folder without data
  check --data DIR                      every page, document and index entry
  export (--data DIR | --url URL) --to FOLDER             extended JSON lines, with indexes
  import --from FOLDER (--data DIR | --url URL) [--drop]
  copy (--data DIR | --from-url URL) --url URL [--drop]   to another server, compared document by document`;

/** Each is loaded when it is asked for: who only serves needs no driver in memory. */
const COMMANDS: Record<string, (args: string[]) => Promise<void>> = {
  serve: async (args) => (await import('./serve.ts')).serve(args),
  backup: async (args) => (await import('./backup.ts')).backup(args),
  restore: async (args) => (await import('./backup.ts')).restore(args),
  check: async (args) => (await import('./check.ts')).check(args),
  export: async (args) => (await import('./transfer.ts')).exportTo(args),
  import: async (args) => (await import('./transfer.ts')).importFrom(args),
  copy: async (args) => (await import('./transfer.ts')).copy(args),
};

/** The stand-alone database and the operator's tools. Without a command's name it serves. */
async function main(args: string[]): Promise<void> {
  const [name = '', ...rest] = args;
  if (name === '' || name.startsWith('-')) return COMMANDS.serve!(args);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`There is no command '${name}'`);
  return command(rest);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${USAGE}`);
  else console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
