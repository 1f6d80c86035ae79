const YES = /^(?:[√✓✔☑✅■●对]️?|v|是|有|y|yes|true)$/iu;
const NO = /^(?:[×✗✘✖☒□]|x|叉|否|无|没有?|n|no|false)$/iu;

/** Whether a cell only ticks what its header says; null where it says more, or something else. */
export const ticked = (text: string): boolean | null =>
  YES.test(text) ? true : NO.test(text) ? false : null;
