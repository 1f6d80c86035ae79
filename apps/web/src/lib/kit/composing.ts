/** What of a key press tells whether an input method is at work; `keyCode` is the one sign that Safari gives. */
type Press = Pick<KeyboardEvent, 'key' | 'isComposing' | 'keyCode'>;

/** What browsers call a key that an input method takes. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * Whether a key belongs to the composing of a word, its last Enter among them: then it chooses, sends and closes
 * nothing. Where Safari ends a composition before it tells of the key, only the key's code still says so.
 */
export const isComposing = (event: Press): boolean =>
  event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD || event.key === 'Process';

/** An Enter that means something: not one that ends a composition. */
export const isEnter = (event: Press): boolean => event.key === 'Enter' && !isComposing(event);

/** Around every form: an Enter that ends a composition in a field of one line doesn't send it. */
export function keepUnsent(event: KeyboardEvent): void {
  const { target } = event;
  if (event.key === 'Enter' && isComposing(event) && target instanceof HTMLInputElement)
    event.preventDefault();
}
