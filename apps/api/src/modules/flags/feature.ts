import type { Feature } from '../../feature.ts';
import { wageWarnings } from './wages.ts';

export const flags: Feature = {
  name: 'flags',
  warnings: ({ settings, clock }) => wageWarnings(settings.PREFECTURE, clock()),
};
