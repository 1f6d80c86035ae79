import { DESK, launchBrowser, openAs, PHONE } from './support/browser.ts';

const url = 'http://127.0.0.1:34128';
const browser = await launchBrowser();
const { many, missingColumns } = await import('/work/main/apps/api/src/modules/imports/fixtures/files.ts');
const context = await openAs(browser, url, 'operator-karuo', DESK);
const page = await context.newPage();
page.setDefaultTimeout(200000);
page.on('pageerror', (e) => console.log('pageerror:', e.message));
const shot = (name: string) => page.screenshot({ path: `/tmp/imp-shots/${name}.png` });
await page.goto('/desk/imports');
await page.waitForLoadState('networkidle');
await page.setInputFiles('input[type=file]', { name: '大批.csv', mimeType: 'text/csv', buffer: many(3000) });
await page.fill('input[name=sourceName]', '大批' + Date.now());
const t = performance.now();
await page.click('button[type=submit]');
await page.waitForURL(/imports\/[0-9a-f]{24}/);
console.log('upload 3000', performance.now() - t);
await page.getByRole('button', { name: /导入 3000 条/ }).click();
await page.locator('progress').waitFor();
await page.waitForTimeout(3000);
await shot('20-progress');
await page.setViewportSize(PHONE);
await shot('21-progress-phone');
await page.setViewportSize(DESK);
await page.getByText('3000 条进了待审核').first().waitFor();
console.log('run 3000', performance.now() - t);
// without scripts
const plainContext = await browser.newContext({
  baseURL: url,
  javaScriptEnabled: false,
  locale: 'zh-CN',
  viewport: DESK,
  storageState: await context.storageState(),
});
const plain = await plainContext.newPage();
plain.setDefaultTimeout(200000);
await plain.goto('/desk/imports');
await plain.screenshot({ path: '/tmp/imp-shots/22-nojs.png' });
await plain.setInputFiles('input[type=file]', {
  name: '无脚本.csv',
  mimeType: 'text/csv',
  buffer: missingColumns(),
});
await plain.fill('input[name=sourceName]', '无脚本' + Date.now());
await plain.click('button[type=submit]');
await plain.waitForURL(/imports\/[0-9a-f]{24}/);
await plain.screenshot({ path: '/tmp/imp-shots/23-nojs-preview.png' });
await plain.getByRole('button', { name: /导入 \d+ 条/ }).click();
await plain.waitForTimeout(4000);
await plain.reload();
await plain.screenshot({ path: '/tmp/imp-shots/24-nojs-done.png' });
await browser.close();
