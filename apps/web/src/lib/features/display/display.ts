/** How this reader wants the pages shown. Kept in a cookie, so that it holds without a script and without an account. */
export type Display = { theme: 'auto' | 'light' | 'dark'; type: 'normal' | 'large' };

export const DISPLAY_COOKIE = 'lg_display';

/** Reads `theme.type`, e.g. `dark.large`; anything else is the default. */
export function parseDisplay(text: string | undefined): Display {
  const [theme, type] = (text ?? '').split('.');
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    type: type === 'large' ? 'large' : 'normal',
  };
}

export function displayCookie({ theme, type }: Display): string {
  return `${theme}.${type}`;
}

/** Attributes of the root element, as `tokens.css` reads them. */
export function displayAttributes({ theme, type }: Display): string {
  const attributes: string[] = [];
  if (theme !== 'auto') attributes.push(`data-theme="${theme}"`);
  if (type === 'large') attributes.push('data-type="large"');
  return attributes.join(' ');
}
