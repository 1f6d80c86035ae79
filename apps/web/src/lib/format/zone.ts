/** The deployment's zone: all days and times that people see are in it. */
export const ZONE = 'Asia/Shanghai';

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

export type Local = {
  /** `2026-11-22` */
  date: string;
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  /** 0: Sunday */
  weekday: number;
  /** Whole days since 1970-01-01, to count with. */
  dayNumber: number;
};

/** A moment taken apart in the deployment's zone. */
export function local(moment: Date | string): Local {
  const at = typeof moment === 'string' ? new Date(moment) : moment;
  const found: Record<string, string> = {};
  for (const { type, value } of parts.formatToParts(at)) found[type] = value;
  const number = (type: string) => Number(found[type]);
  const dayNumber = Date.UTC(number('year'), number('month') - 1, number('day')) / 86_400_000;
  return {
    date: `${found.year}-${found.month}-${found.day}`,
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
    weekday: (dayNumber + 4) % 7,
    dayNumber,
  };
}

/** The calendar day `days` after today, e.g. `2026-11-23`. */
export function dayFromNow(now: Date, days: number): string {
  return new Date((local(now).dayNumber + days) * 86_400_000).toISOString().slice(0, 10);
}
