import { expect, test } from 'vitest';
import { allowTiles } from './map-sources.ts';

const POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'";
const map = (layer: string) =>
  ({ layers: [layer], datum: 'wgs84', zoom: { min: 5, max: 18 }, credit: '' }) as const;
const after = (layer: string | null) => {
  const headers = new Headers({ 'content-security-policy': POLICY });
  allowTiles(headers, layer === null ? null : { ...map(layer), layers: [layer] });
  return headers.get('content-security-policy');
};

test('pictures of the map’s hosts are allowed, and nothing else of them', () => {
  expect(after('http://127.0.0.1:9000/{z}/{x}/{y}.png')).toBe(
    POLICY.replace('data:', 'data: http://127.0.0.1:9000'),
  );
  expect(after('https://t{s}.example.cn/{z}/{x}/{y}')).toContain('https://t0.example.cn');
  expect(after('https://t{s}.example.cn/{z}/{x}/{y}')).toContain('https://t7.example.cn;');
  expect(after('https://w{s4}.example.cn/{z}/{x}/{y}')).toMatch(/w1\.example.*w4\.example\.cn;/);
});

test('without a map the policy stays as it is', () => {
  expect(after(null)).toBe(POLICY);
});
