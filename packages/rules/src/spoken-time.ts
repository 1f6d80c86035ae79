import { DAY_MS, localDay, type Moment, minutesOfDay } from './time.ts';

type Part = 'night' | 'early' | 'morning' | 'noon' | 'afternoon' | 'evening';

/** How a time is said: as what part of which day, with the hour as one says it then. */
export type SpokenTime = {
  /** `today...` and `tomorrow...` have words of their own: 今早, 今晚, 明早, 明晚. Else the day is named before it. */
  says: Part | 'todayEarly' | 'todayEvening' | 'tomorrowEarly' | 'tomorrowEvening';
  /** 1 to 12; 0 to 4 at night. */
  hour: number;
  /** Cut. */
  minute: number;
};

function partOf(hour: number): [Part, hour: number] {
  if (hour < 5) return ['night', hour];
  if (hour < 9) return ['early', hour];
  if (hour < 12) return ['morning', hour];
  if (hour === 12) return ['noon', 12];
  return hour < 18 ? ['afternoon', hour - 12] : ['evening', hour - 12];
}

const dayNumber = (moment: Moment) => Date.parse(localDay(moment)) / DAY_MS;

/** How people say a time in Asia/Shanghai, seen from `now`. */
export function spokenTime(moment: Moment, now: Moment): SpokenTime {
  const minutes = minutesOfDay(moment);
  const [part, hour] = partOf(Math.floor(minutes / 60));
  const ahead = dayNumber(moment) - dayNumber(now);
  const near = ahead === 0 ? 'today' : ahead === 1 ? 'tomorrow' : null;
  const own = part === 'early' ? 'Early' : part === 'evening' ? 'Evening' : null;
  const minute = Math.floor(minutes % 60);
  return { says: near && own ? `${near}${own}` : part, hour, minute };
}
