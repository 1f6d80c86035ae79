import type { Feature } from '../../feature.ts';
import { capProblems } from './problems.ts';

export const caps: Feature = { name: 'caps', problems: capProblems };
