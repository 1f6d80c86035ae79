// What other features may use of this one.

export { bookCrew } from './book.ts';
export { createCrew, joinCrew } from './crew.ts';
export type { CrewBookingRecord, CrewRecord } from './model.ts';
export { forgetInCrews, layInCrewBookings, layInCrews } from './repository.ts';
