import { isComposing } from '#lib/kit/composing.ts';

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

/** What of a key press counts, so that tests need no browser. */
type Press = Pick<
  KeyboardEvent,
  'key' | 'isComposing' | 'keyCode' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat'
>;

export type DeskKey = 'next' | 'previous' | 'first' | 'approve' | 'return' | 'refuse' | 'undo' | 'help';

const KEYS: Readonly<Record<string, DeskKey>> = {
  j: 'next',
  arrowdown: 'next',
  k: 'previous',
  arrowup: 'previous',
  enter: 'first',
  a: 'approve',
  r: 'return',
  x: 'refuse',
  z: 'undo',
  '?': 'help',
  '？': 'help',
};

/** These may be held down: they decide nothing. */
const REPEATS: readonly DeskKey[] = ['next', 'previous'];

/**
 * What a key press asks for at the desk; null: nothing. A shortcut of the browser or of the system, a key that composes
 * a word, and a deciding key that is held down ask for nothing; so does a capital, unless the whole keyboard is locked.
 */
export function deskKey(press: Press): DeskKey | null {
  if (press.ctrlKey || press.metaKey || press.altKey || isComposing(press)) return null;
  const asked = KEYS[press.key.toLowerCase()] ?? null;
  if (asked === null || (press.shiftKey && asked !== 'help')) return null;
  return press.repeat && !REPEATS.includes(asked) ? null : asked;
}

/** Whether a key press belongs to a field or to a control of its own: then it is left alone. */
export function isInField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select, summary')) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'button', 'submit'].includes(target.type);
}

/** What a key press on the page asks for, if keys are on and no dialog lies above; null: nothing. */
export function askedAt(event: KeyboardEvent): DeskKey | null {
  if (event.defaultPrevented || !keysOn() || isInField(event.target)) return null;
  const asked = deskKey(event);
  return document.querySelector('dialog[open]') && asked !== 'help' ? null : asked;
}
