let all = false;

/** Whether all of the page's script has come and runs. */
export const scripted = (): boolean => all;

/** Said by the frame of every page, once all in it runs. */
export function isScripted(): void {
  all = true;
}
