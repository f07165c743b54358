import { expect, it } from 'vitest';
import { parameterQueries } from '../../../src/contract/variants/parameters.ts';

const queries = parameterQueries();
const parameters = queries.map((query) => [...new URLSearchParams(query)]);

it('covers each parameter and value once, and repeats no name in one query', () => {
  const all = parameters.flat().map(([name, value]) => `${name} ${value}`);
  expect(new Set(all).size).toBe(all.length);
  for (const one of parameters) expect(new Set(one.map(([name]) => name)).size).toBe(one.length);
});

it('has no parameter that the document names, that frameworks reserve, or that selects a method', () => {
  for (const [name] of parameters.flat()) expect(name).not.toMatch(/_date$|^format$|method/i);
});

it('needs about 25 requests', () => {
  expect(queries.length).toBeLessThanOrEqual(30);
});
