/**
 * Which days of a booking a form gives back: those that are ticked; null where its button says that all go. None ticked is
 * none, and never all.
 */
export const daysGivenBack = (form: FormData): string[] | null =>
  form.get('which') === 'all' ? null : form.getAll('shift').map(String);
