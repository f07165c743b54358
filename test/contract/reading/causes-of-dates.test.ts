import { expect, it } from 'vitest';
import { createFetch, createMock } from '../../../src/index.ts';
import { fetchOf, runContract, targetOf } from '../../support/contract-run.ts';

const ask = createFetch(createMock());

it.each([
  ['takes fractions', /(_date=\d+)\.\d+/, /^A number with a fraction counts as a date: "\d+\.\d+"\.$/],
  [
    'stops at the first letter',
    /(_date=\d+)[a-z][^&]*/i,
    /^A date is read as far as it is a number: "\w+" counts as \d+\.$/,
  ],
])('a server that %s is diagnosed as such', async (_, taken, sentence) => {
  const fetch = fetchOf((request) => ask(new Request(request.url.replace(taken, '$1'), request)));
  const { results } = await runContract(targetOf({ fetch }), { only: ['WINDOW-09'] });
  expect(results.find(({ id }) => id === 'WINDOW-09')).toMatchObject({
    outcome: 'not met',
    diagnosis: expect.stringMatching(sentence),
  });
});
