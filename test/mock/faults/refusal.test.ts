import { expect, test } from 'vitest';
import { toRefusal } from '../../../src/mock/faults/fault.ts';

test('a fault without a status refuses nothing', () => {
  expect(toRefusal({ latency: 5 })).toBeUndefined();
});

test.each([
  [400, 'The request cannot be understood.'],
  [401, 'The API key is not accepted.'],
  [418, 'The request is refused.'],
  [429, 'Too many requests.'],
  [500, 'Something went wrong on the server.'],
  [503, 'The service is unavailable.'],
  [599, 'The server failed.'],
])('status %i says by itself: %s', (status, message) => {
  expect(toRefusal({ status })).toEqual({ status, message, headers: {} });
});

test('every status has a sentence', () => {
  for (let status = 400; status < 600; status++) expect(toRefusal({ status })?.message).toMatch(/^[A-Z][^.]+\.$/);
});

test('a time to wait is in the sentence and in the Retry-After header', () => {
  expect(toRefusal({ status: 429, retryAfterSeconds: 30 })).toEqual({
    status: 429,
    message: 'Too many requests: try again in 30 seconds.',
    headers: { 'retry-after': '30' },
  });
  expect(toRefusal({ status: 503, retryAfterSeconds: 1 })?.message).toMatch(/ 1 second\.$/);
  expect(toRefusal({ status: 503, retryAfterSeconds: 0 })?.headers).toEqual({ 'retry-after': '0' });
});

test('a sentence that is given is sent as it is', () => {
  expect(toRefusal({ status: 503, message: 'Back at noon', retryAfterSeconds: 9 })).toMatchObject({
    message: 'Back at noon',
    headers: { 'retry-after': '9' },
  });
});
