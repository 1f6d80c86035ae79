/** Whether the page's script has sent this form: it shows what came of it where one is, without one a page is to come. */
export const byScript = (request: Request): boolean => request.headers.get('x-sveltekit-action') === 'true';
