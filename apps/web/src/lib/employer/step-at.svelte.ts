import { page } from '$app/state';
import { STEPS, type Step, stepOf } from './steps.ts';

const named = () => decodeURIComponent(page.url.hash.slice(1));

/**
 * The question that the address names, `#time` or `#at-shifts`; without one the first. A link to a field leads into
 * it, also when its question was not shown before. Called while a component is made.
 */
export function stepAt() {
  const step: Step = $derived.by(() => {
    const hash = named();
    if (hash.startsWith('at-')) return stepOf(hash.slice(3));
    return STEPS.find((name) => name === hash) ?? 'trade';
  });

  $effect(() => {
    const hash = named();
    if (!hash) return;
    // After the browser's own jump, which takes the focus along.
    const jump = requestAnimationFrame(() => {
      const target = document.getElementById(hash);
      if (!target) return;
      target.scrollIntoView({ block: 'start' });
      if (hash.startsWith('at-')) {
        target
          .querySelector<HTMLElement>('input:not([type=hidden]), select, textarea, button')
          ?.focus({ preventScroll: true });
      } else target.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(jump);
  });

  return {
    get step() {
      return step;
    },
  };
}
