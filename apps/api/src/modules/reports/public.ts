// What other features may use of this one.

export type { ReportRecord } from './model.ts';
export { reportsMaybeOf, reportsOfPersons, unnameReport } from './repository.ts';
