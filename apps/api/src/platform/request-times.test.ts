import { expect, test } from 'vitest';
import { requestTimes } from './request-times.ts';

test('a histogram as Prometheus reads it: buckets add up, each method and status class by itself', () => {
  const { answered, text } = requestTimes();
  for (const ms of [1, 5, 6, 90, 400, 1999, 2001]) answered('GET', 200, ms);
  answered('GET', 304, 1);
  answered('POST', 201, 10);
  answered('POST', 299, 10);
  const lines = text().split('\n');
  expect(lines.slice(0, 2)).toEqual([
    '# HELP http_request_seconds Time to answer, by method and status class',
    '# TYPE http_request_seconds histogram',
  ]);
  const read = Object.fromEntries(lines.slice(2, -1).map((line) => line.split(' ') as [string, string]));
  const get = 'method="GET",status="2xx"';
  const buckets = ['0.005', '0.02', '0.1', '0.5', '2', '+Inf'].map((le) =>
    Number(read[`http_request_seconds_bucket{le="${le}",${get}}`]),
  );
  expect(buckets).toEqual([2, 3, 4, 5, 6, 7]);
  expect(Number(read[`http_request_seconds_sum{${get}}`])).toBeCloseTo(4.502);
  expect(read[`http_request_seconds_count{${get}}`]).toBe('7');
  expect(read['http_request_seconds_count{method="GET",status="3xx"}']).toBe('1');
  expect(read['http_request_seconds_count{method="POST",status="2xx"}']).toBe('2');
  expect(lines.at(-1)).toBe('');
  expect(Object.keys(read)).toHaveLength(3 * 8);
});
