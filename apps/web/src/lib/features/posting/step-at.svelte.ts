import { onMount } from 'svelte';
import { BREAKPOINTS } from '#lib/kit/breakpoints.ts';
import { goto } from '$app/navigation';
import { page } from '$app/state';
import { keepStep, keptStep } from './kept.ts';
import { STEPS, type Step, stepOf } from './steps.ts';

const named = () => decodeURIComponent(page.url.hash.slice(1));

/**
 * The question that the address names, `#time` or `#at-shifts`; without one the first. A link to a field leads into
 * it, also when its question was not shown before. A draft
 * that is opened again opens at the question where one was on this device. Called while a component is made.
 */
export function stepAt(gigId: string) {
  const step: Step = $derived.by(() => {
    const hash = named();
    if (hash.startsWith('at-')) return stepOf(hash.slice(3));
    return STEPS.find((name) => name === hash) ?? 'trade';
  });

  onMount(() => {
    const was = named() ? null : STEPS.find((name) => name === keptStep(gigId));
    // On a desk all questions are in sight, and the first is a good one to begin with.
    if (was && was !== 'trade' && matchMedia(`(width < ${BREAKPOINTS.desk}px)`).matches)
      void goto(`#${was}`, { replace: true });
  });

  let first = true;
  $effect(() => {
    const at = step;
    if (!first) keepStep(gigId, at);
    first = false;
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
