import { isComposing } from '#lib/ui/composing.ts';

const SETTING = 'lg-keys';

/** Single keys can be switched off: who dictates, or types by accident, shouldn't decide about postings. */
export function keysOn(): boolean {
  try {
    return localStorage.getItem(SETTING) !== 'off';
  } catch {
    return true;
  }
}

export function switchKeys(on: boolean): void {
  try {
    localStorage.setItem(SETTING, on ? 'on' : 'off');
  } catch {
    // Not kept then; they stay as they are.
  }
}

/** Whether a key press belongs to a field, a control of its own or a shortcut of the browser: then it is left alone. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return true;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (!target) return false;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'button', 'submit'].includes(target.type);
}
