import { mount } from 'svelte';
import '#lib/kit/base.css';
import '#lib/kit/tokens.css';
import sprite from '#lib/kit/icons.svg?raw';
import KitPage from './KitPage.svelte';

const root = document.documentElement;
const asked = new URLSearchParams(location.search);
for (const name of ['theme', 'type']) root.dataset[name] = asked.get(name) ?? '';

const icons = [...sprite.matchAll(/<symbol id="([\w-]+)"/g)].flatMap(([, name]) => name ?? []);
mount(KitPage, { target: document.body, props: { icons } });
