import { expect } from 'vitest';
import type { Mock } from '../../src/index.ts';
import { ask } from '../support/ask.ts';

/** Asks for what is refused, in one clear sentence and nothing else. */
export async function refusalOf(mock: Mock, what: Parameters<typeof ask>[1]) {
  const { status, headers, text = '' } = await ask(mock, what);
  expect(headers['content-type']).toBe('application/json');
  expect(headers['content-length']).toBe(String(new TextEncoder().encode(text).length));
  const body = JSON.parse(text);
  expect(body).toEqual({ errors: [expect.stringMatching(/^[A-Z].*\.$|^(start|end)_date .*\.$|^userId .*\.$/s)] });
  return { status, message: String(body.errors[0]) };
}
