import type { Hazard, MinorBar } from '../minors.ts';

export const HAZARD_WORDS: Readonly<Record<Hazard, string>> = {
  height: '高处作业',
  confined: '井下或狭小空间',
  electric: '带电作业',
  blasting: '爆破',
  chemical: '化学品接触',
  cold_water: '冷水里的活',
  traffic: '车流里的活',
  machines: '机器操作',
  animals: '大牲口',
  heat: '高温作业',
  dust: '大粉尘',
};

/** Why people of 16 and 17 may not do the work, e.g. `这个活有高处作业、海拔 3,240 米`. */
export function barsText(bars: readonly MinorBar[]): string {
  const parts = bars.map((bar) => {
    if (bar.because === 'trade') return `是${bar.trade}`;
    if (bar.because === 'hazard') return `有${HAZARD_WORDS[bar.hazard]}`;
    if (bar.because === 'load') return `一件 ${bar.loadKg} 公斤`;
    const metres = bar.altitudeM.toLocaleString('en-US');
    return `海拔${bar.altitudeAbout ? '约' : ''} ${metres} 米（一直住在高原的除外）`;
  });
  return `这个活${parts.join('、')}`;
}

/** From which age the law lets people do work with these bars, and why. */
export const ageByLaw = (bars: readonly MinorBar[]): string =>
  bars.length > 0 ? `${barsText(bars)}，满 18 岁才能干。` : '未满 16 岁的不能干。';
