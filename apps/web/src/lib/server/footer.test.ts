import type { About } from '@linggong/contracts/about.ts';
import type { Language } from '@linggong/words/languages.ts';
import { describe, expect, test } from 'vitest';
import { footerHtml } from './footer.ts';

const about: About = {
  operator: '昌都市人社局',
  phone: '0895-482 0000',
  hours: '周一到周五 9:00–18:00',
  icp: '藏ICP备2026000001号-1',
  police: '藏公网安备54030202000001号',
  map: null,
  texts: { terms: '1', privacy: '1' },
};

test('who runs it, the desk’s phone and hours, both registers', () => {
  const html = footerHtml(about);
  expect(html).toContain('href="tel:08954820000"');
  expect(html).toContain('周一到周五 9:00–18:00');
  expect(html).toContain('由昌都市人社局运营');
  expect(html).toContain('href="https://beian.miit.gov.cn/"');
  expect(html).toContain('webSearch?code=54030202000001"');
});

test.each([
  [{ operator: null }, /运营/],
  [{ phone: null }, /电话|tel:|9:00/],
  [{ hours: null }, /null|9:00/],
  [{ icp: null }, /miit/],
  [{ police: null }, /mps\.gov/],
])('what is not set (%j) is not there', (unset, words) => {
  expect(footerHtml({ ...about, ...unset })).not.toMatch(words);
});

test('where nothing is known both texts are still there', () => {
  expect(footerHtml(null)).toContain('href="/privacy"');
  expect(footerHtml(null)).not.toMatch(/电话|运营|null|undefined/);
});

test('a setting can’t be markup', () => {
  expect(footerHtml({ ...about, operator: '<script>"x"&' })).toContain(
    '由&lt;script&gt;&quot;x&quot;&amp;运营',
  );
});

describe('the choice of a language', () => {
  const offered = [
    { code: 'zh-CN', name: '中文' },
    { code: 'bo', name: 'བོད་ཡིག' },
  ] as Language[];

  test('is not there while there is nothing to choose', () => {
    expect(footerHtml(about)).not.toContain('/language');
  });

  test('names each language as it calls itself, and leads back', () => {
    const html = footerHtml(about, { now: 'bo', offered, to: '/?q="<b>' });
    expect(html).toContain('<form method="POST" action="/language"');
    expect(html).toContain('value="zh-CN" lang="zh-CN">中文</button>');
    expect(html).toContain('lang="bo" aria-current="true">བོད་ཡིག</button>');
    expect(html).toContain('value="/?q=&quot;&lt;b&gt;"');
  });
});
