const [command = '', ...options] = process.argv.slice(2);
// Loaded when asked for: the report needs the weights that training makes.
const commands: Record<string, () => Promise<void>> = {
  report: async () => (await import('./report.ts')).report(options),
  train: async () => (await import('./write-weights.ts')).writeWeights(),
};
const run = commands[command];
if (run) await run();
else {
  process.stderr.write(`Which? npm run rules -- ${Object.keys(commands).join(' | ')}\n`);
  process.exitCode = 2;
}
