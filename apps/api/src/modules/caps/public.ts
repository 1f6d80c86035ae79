// What other features may use of this one.

export { countInTransaction, counting, requireRoom, requireWithin } from './caps.ts';
export { copyCounts, leaveCounts, takeUpCounts } from './carry.ts';
export { capFor, capsTable } from './table.ts';
