// What other features may use of this one.

export type { ReportRecord } from './model.ts';
export {
  latestReportsOf,
  layInReports,
  reportsMaybeOf,
  reportsOfPersons,
  unnameReport,
} from './repository/reports.ts';
