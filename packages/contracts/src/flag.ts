import * as z from 'zod';
import { zId, zInstant } from './scalars.ts';

/** `block`: law forbids it outright, it can't be sent in. `ask`: an operator decides. */
export const zFlagLevel = z.enum(['block', 'ask']);

/** What a rule found in a posting. */
export const zFlag = z
  .object({
    /** Stable id of the rule, e.g. `pay.below_minimum`. */
    rule: z.string(),
    level: zFlagLevel,
    /** The article of law, as it is cited to people, e.g. `劳动合同法第 72 条`. */
    article: z.string(),
    /** The words of the posting that triggered the rule; empty where something is missing. */
    words: z.array(z.string()),
    /** The field of the posting that it is about, as a path, e.g. `pay.amountFen`. */
    field: z.string(),
    /** What to do, in a plain sentence. */
    advice: z.string(),
  })
  .meta({ id: 'Flag' });
export type Flag = z.infer<typeof zFlag>;

export const DECISIONS = ['approve', 'return', 'refuse'] as const;

/** What was decided about a posting: who, when, what was flagged, what, why. Never changed afterwards. */
export const zDecision = z
  .object({
    id: zId,
    decision: z.enum(DECISIONS),
    /** `auto`: a clean posting of a trusted employer. */
    by: z.enum(['operator', 'auto']),
    byName: z.string().nullable(),
    at: zInstant,
    flags: z.array(zFlag),
    reason: z.string().nullable(),
    article: z.string().nullable(),
    gigVersion: z.int(),
  })
  .meta({ id: 'Decision' });
export type Decision = z.infer<typeof zDecision>;
