import { zText } from '@linggong/contracts/scalars.ts';
import * as z from 'zod';

/** What stands in an upload's form besides the file. */
export const zFormFields = z.object({
  fileName: z.string(),
  sourceName: zText(60),
  sourceContact: zText(60),
});
export type FormFields = z.output<typeof zFormFields>;
