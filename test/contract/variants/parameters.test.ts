import { expect, it } from 'vitest';
import { parameterQueries } from '../../../src/contract/variants/parameters.ts';

const queries = parameterQueries();
const parameters = queries.map((query) => [...new URLSearchParams(query)]);

it('asks with each parameter and value once, and never twice for a name in one query', () => {
  const all = parameters.flat().map(([name, value]) => `${name} ${value}`);
  expect(new Set(all).size).toBe(all.length);
  for (const one of parameters) expect(new Set(one.map(([name]) => name)).size).toBe(one.length);
});

it('has no parameter that the document names, that frameworks reserve, or that chooses a method', () => {
  for (const [name] of parameters.flat()) expect(name).not.toMatch(/_date$|^format$|method/i);
});

it('takes some 25 requests', () => {
  expect(queries.length).toBeLessThanOrEqual(30);
});
