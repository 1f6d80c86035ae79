import type { About } from '@linggong/contracts/about.ts';
import { about as words } from '#lib/messages/about.ts';

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

/**
 * The foot of every page, below whatever frame the page has: made on the server, so that no page's script carries it.
 * It says what is set and nothing else.
 */
export function footerHtml(about: About | null): string {
  const station = about?.phone
    ? `<p><b>${plain(words.station)}</b> ${link(`tel:${about.phone.replace(/[^\d+]/g, '')}`, about.phone)} ${plain(about.hours ?? '')}</p>`
    : '';
  const parts = [
    link('/terms', words.texts.terms),
    link('/privacy', words.texts.privacy),
    about?.operator ? `<span>${plain(words.runBy(about.operator))}</span>` : '',
    ...(about ? registers(about) : []),
  ].filter(Boolean);
  return `<footer class="site-foot" aria-label="${plain(words.footer)}">${station}<p>${parts.join(' ')}</p></footer>`;
}
