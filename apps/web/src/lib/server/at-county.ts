import type { RequestEvent } from '@sveltejs/kit';
import { requireRole } from './guard.ts';

const COUNTY: readonly string[] = ['province', 'city', 'county'];

/** The operator's roles at a county's desk or one above it. */
export const atCounty = (event: RequestEvent) =>
  requireRole(event, 'operator').filter(({ level }) => COUNTY.includes(level));
