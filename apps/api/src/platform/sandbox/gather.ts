import { rolldown } from 'rolldown';

// Run as a process of its own: the bundler is needed for a second, and would stay in the server's memory for good.
const [entry = '', file = ''] = process.argv.slice(2);
const bundle = await rolldown({ input: entry, platform: 'node' });
const { output } = await bundle.write({ file, format: 'cjs' });
await bundle.close();
process.stdout.write(JSON.stringify(output[0].moduleIds));
