import type { Feature } from '../../feature.ts';

export const caps: Feature = { name: 'caps' };
