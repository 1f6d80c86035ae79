type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What has a state that a person gives it: not what is hidden, and not files, which no script may give back. */
const CONTROLS = 'input:not([type=hidden],[type=file]),textarea,select';

function stateOf(control: Control): string | boolean {
  return 'checked' in control && /checkbox|radio/.test(control.type) ? control.checked : control.value;
}

function givenState(control: Control): string | boolean {
  if (control instanceof HTMLSelectElement)
    return ([...control.options].find((option) => option.defaultSelected) ?? control.options[0])?.value ?? '';
  return typeof stateOf(control) === 'boolean'
    ? (control as HTMLInputElement).defaultChecked
    : control.defaultValue;
}

/**
 * On a slow link people fill in a form before its script is there, which then lays the page's own values over theirs.
 * Call it before the page gets its script; what it returns, called after that, gives back what they typed, ticked and
 * chose, with what they opened, and tells the page of it as if it were done now.
 */
export function keepTyped(): () => void {
  const typed = [...document.querySelectorAll<Control>(CONTROLS)]
    .map((control) => ({ control, value: stateOf(control), given: givenState(control) }))
    .filter(({ value, given }) => value !== given);
  const opened = document.querySelectorAll<HTMLDetailsElement>('details[open]');
  return () => {
    for (const details of opened) details.open = true;
    for (const { control, value } of typed) {
      if (typeof value === 'boolean') (control as HTMLInputElement).checked = value;
      else if (control.value !== value) control.value = value;
      for (const name of ['input', 'change']) control.dispatchEvent(new Event(name, { bubbles: true }));
    }
  };
}
