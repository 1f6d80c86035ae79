import { ARITHMETIC } from './arithmetic.ts';
import { ARRAYS } from './arrays.ts';
import { type Form, LOGIC, LOGIC_FORMS } from './logic.ts';
import { map } from './map.ts';
import type { Operators } from './operator.ts';

/** Operators on values, by name. */
export const OPERATORS: Operators = { ...ARITHMETIC, ...LOGIC, ...ARRAYS };

/** Operators that decide themselves what to compute, by name. */
export const FORMS: Record<string, Form> = { ...LOGIC_FORMS, $map: map };
