import type { About } from '@linggong/contracts/about.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { LanguageChoice } from './words/languages.ts';

const words = () => wordsOf('about');

const SIGNS: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
const plain = (text: string) => text.replace(/[<>&"]/g, (sign) => SIGNS[sign] ?? '');

const link = (href: string, word: string) => `<a href="${plain(href)}">${plain(word)}</a>`;
const outside = (href: string, word: string) =>
  `<a href="${plain(href)}" rel="noopener noreferrer" target="_blank">${plain(word)}</a>`;

const registers = ({ icp, police }: About) => [
  icp ? outside('https://beian.miit.gov.cn/', icp) : '',
  police
    ? outside(`https://beian.mps.gov.cn/#/query/webSearch?code=${police.replace(/\D/g, '')}`, police)
    : '',
];

/** Each language by what it calls itself; a tap shows the page in it. */
function choiceHtml({ now, offered, to }: LanguageChoice): string {
  const buttons = offered.map(
    ({ code, name }) =>
      `<button name="language" value="${plain(code)}" lang="${plain(code)}"${code === now ? ' aria-current="true"' : ''}>${plain(name)}</button>`,
  );
  return `<form method="POST" action="/language" aria-label="${plain(wordsOf('common').languages)}"><input type="hidden" name="to" value="${plain(to)}">${buttons.join('')}</form>`;
}

/**
 * The foot of every page, below whatever frame the page has: made on the server, so that no page's script carries it.
 * It says what is set and nothing else.
 */
export function footerHtml(about: About | null, choice: LanguageChoice | null = null): string {
  const station = about?.phone
    ? `<p><b>${plain(words().station)}</b> ${link(`tel:${about.phone.replace(/[^\d+]/g, '')}`, about.phone)} ${plain(about.hours ?? '')}</p>`
    : '';
  const parts = [
    link('/terms', words().texts.terms),
    link('/privacy', words().texts.privacy),
    about?.operator ? `<span>${plain(words().runBy({ operator: about.operator }))}</span>` : '',
    ...(about ? registers(about) : []),
  ].filter(Boolean);
  return `<footer class="site-foot" aria-label="${plain(words().footer)}">${station}<p>${parts.join(' ')}</p>${choice ? choiceHtml(choice) : ''}</footer>`;
}
