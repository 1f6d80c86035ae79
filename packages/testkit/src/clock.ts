/** A clock that runs on from `start` and can be moved, for `startTestServer`. */
export function movableClock(start: Date = new Date()) {
  let offset = start.getTime() - Date.now();
  return {
    /** Goes on from where it was put. */
    now: () => new Date(Date.now() + offset),
    advance({ seconds = 0, minutes = 0, hours = 0, days = 0 }) {
      offset += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    },
  };
}

const DAY_MS = 86_400_000;

/** Ten in the morning, Beijing time, of the next day: for tests of what is counted by the day, whatever the time is now. */
export const nextMorning = () => new Date(Math.ceil(Date.now() / DAY_MS) * DAY_MS + DAY_MS / 12);
