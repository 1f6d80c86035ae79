/** A phone number as people read it out: `139 0000 0000`; one of another country keeps its prefix. */
export function phone(e164: string): string {
  const own = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(e164);
  return own ? own.slice(1).join(' ') : e164;
}
