import { EmbeddedMongoError } from '../start-errors.ts';
import { UsageError } from './options.ts';
import { serve } from './serve.ts';

const USAGE = `npm run embedded-mongo -- ...
  [--data DIR] [--port N] [--no-auth]   serve on the loopback until it is ended; the first line is the URL`;

const COMMANDS: Record<string, (args: string[]) => Promise<void>> = { serve };

/** The stand-alone database and the operator's tools. Without a command's name it serves. */
async function main(args: string[]): Promise<void> {
  const [name] = args;
  if (name === undefined || name.startsWith('-')) return serve(args);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`There is no command '${name}'`);
  return command(args.slice(1));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${USAGE}`);
  else if (error instanceof EmbeddedMongoError) console.error(error.message);
  else console.error(error);
  process.exit(1);
});
