const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

/** The small words around figures: times, days, money, distances. */
export const units = {
  payUnknown: '工钱没写',
  range: (from: string, to: string) => `${from}–${to}`,
  today: '今天',
  tomorrow: '明天',
  dayAfter: '后天',
  yesterday: '昨天',
  weekday: (day: number) => WEEKDAYS[day] ?? '',
  nextWeekday: (day: number) => `下${WEEKDAYS[day] ?? ''}`,
  monthDay: (month: number, day: number) => `${month}月${day}日`,
  yearMonthDay: (year: number, month: number, day: number) => `${year}年${month}月${day}日`,
  nextDay: (time: string) => `次日 ${time}`,
  /** 明早 8 点, 周三下午 2 点半: how one says it. `hour` counts to 24. */
  spoken: (day: string, hour: number, minute: number) => {
    const [part, at] = partOfDay(hour);
    const joined = part === '早上' && (day === '今天' || day === '明天') ? `${day[0]}早` : `${day}${part}`;
    const rest = minute === 0 ? '' : minute === 30 ? '半' : ` ${minute} 分`;
    return `${joined} ${at} 点${rest}`;
  },
  daysTo: (from: string, to: string, count: number) => `${from}到${to}，${count} 天`,
  shifts: (count: number, first: string) => `${count} 个班次，最早${first}`,
  noTimes: '时间见说明',
  metres: (m: string) => `${m} 米`,
  kilometres: (km: string) => `${km} 公里`,
  /** As the crow flies: the road is longer, and it is said. */
  straight: (distance: string) => `直线 ${distance}`,
  altitude: (m: string, about: boolean) => `海拔${about ? '约' : ''} ${m} 米`,
};

function partOfDay(hour: number): [part: string, at: number] {
  if (hour < 5) return ['凌晨', hour];
  if (hour < 9) return ['早上', hour];
  if (hour < 12) return ['上午', hour];
  if (hour === 12) return ['中午', 12];
  if (hour < 18) return ['下午', hour - 12];
  return ['晚上', hour - 12];
}
