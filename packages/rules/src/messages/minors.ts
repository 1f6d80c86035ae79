import type { Hazard, MinorBar } from '../minors.ts';

export const HAZARD_WORDS: Readonly<Record<Hazard, string>> = {
  height: '高处作业',
  confined: '井下或狭小空间',
  electric: '带电作业',
  blasting: '爆破',
  chemical: '接触化学品',
  cold_water: '冷水里干活',
  traffic: '车流里干活',
  machines: '操作机器',
  animals: '赶大牲口',
  heat: '高温作业',
  dust: '粉尘大',
};

/** Why people of 16 and 17 may not do the work, e.g. `这个活要高处作业、海拔 3,240 米`. */
export function barsText(bars: readonly MinorBar[]): string {
  const parts = bars.map((bar) => {
    if (bar.because === 'trade') return bar.trade;
    if (bar.because === 'hazard') return HAZARD_WORDS[bar.hazard];
    if (bar.because === 'load') return `一件 ${bar.loadKg} 公斤`;
    return `海拔 ${bar.altitudeM.toLocaleString('en-US')} 米（一直住在高原的除外）`;
  });
  return `这个活有${parts.join('、')}`;
}
