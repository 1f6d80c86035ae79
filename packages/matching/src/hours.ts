/** A shift of less than a day: the day on which it begins, and its minutes after that day's midnight; past 1440 on the next. */
export type WorkTime<Key = string> = { day: Key; from: number; to: number };

/** Hours of a day as minutes after midnight; they pass midnight where `to` isn't later than `from`. */
export type Hours = readonly [from: number, to: number];

const DAY = 1440;

/**
 * Whether a shift lies wholly within the hours of a day: it begins at their start or later, and ends at their end or
 * earlier, before they come round again. So 8:00 to 18:00 lies within 8:00-18:00; 22:00 to 4:00 and 1:00 to 5:00 both
 * lie within 20:00-6:00; nothing that takes a day or longer lies within any hours.
 */
export function liesWithin([from, to]: Hours, time: Omit<WorkTime<unknown>, 'day'>): boolean {
  const end = to > from ? to : to + DAY;
  return time.from >= from ? time.to <= end : time.to <= end - DAY;
}
