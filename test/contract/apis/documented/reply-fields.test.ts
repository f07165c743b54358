import { expect, it } from 'vitest';
import { fetchOf, runContract, targetOf } from '../../../support/contract-run.ts';
import { documentedReply } from '../../../support/documented.ts';

async function judge(id: string, change: (event: Record<string, unknown>) => void) {
  const body = JSON.parse(documentedReply);
  body.data.forEach(change);
  const fetch = fetchOf(async () => Response.json(body));
  const { results } = await runContract(targetOf({ fetch }), { only: [id] });
  return results.find((result) => result.id === id);
}

it('names each missing event field and each field of the wrong type, in the terms of the kit', async () => {
  const result = await judge('REPLY-06', (event) => {
    delete event.host;
    event.path = 7;
    event.loadTime = 'fast';
  });
  expect(result).toMatchObject({
    outcome: 'not met',
    expected: 'a LOCATION event with host: text, path: text, loadTime: a number or null',
    received: expect.stringMatching(/^no host, path 7, loadTime "fast" in \{/),
  });
});

it('says that an ID must be a whole number', async () => {
  const result = await judge('REPLY-07', (event) => {
    event.messageId = 1.5;
  });
  expect(result).toMatchObject({
    expected: 'a CLICK event with messageId: a whole number',
    received: expect.stringMatching(/^messageId 1\.5 in \{/),
  });
});
