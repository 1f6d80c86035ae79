import type { Page } from 'playwright-core';

export const at = (to: string) => (page: Page) => page.goto(to);

/** A page that somebody opens. */
export type Opened = { name: string; as: string | null; open: (page: Page) => Promise<unknown> };
