// What other features may use of this one. It knows no database: strangers' files are judged by it in a child process.

export { flagsOf } from './flags.ts';
export { wagesOn } from './wages.ts';
