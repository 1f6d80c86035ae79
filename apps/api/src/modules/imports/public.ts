// What other features may use of this one.

export { prepareReading, reader } from './aside/reader.ts';
export { sendersOf } from './returned.ts';
export { senderOf } from './sender.ts';
export { UnreadableProblem } from './unreadable.ts';
