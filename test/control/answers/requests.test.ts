import { describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { askControl, createControlled } from '../ask-control.ts';

describe('/requests', () => {
  it('lists the requests that the API answered, page by page, until it is cleared', async () => {
    const { mock, control } = createControlled();
    for (let n = 0; n < 5; n++) await ask(mock, { query: `start_date=${n}` });
    const { body } = await askControl(control, 'GET /requests');
    expect(body).toEqual({ requests: mock.requests.list(), last: 5 });
    expect(await askControl(control, 'GET /requests?limit=2')).toMatchObject({
      body: { requests: [{ id: 4 }, { id: 5 }], last: 5 },
    });
    expect(await askControl(control, 'GET /requests?after=1&limit=2')).toMatchObject({
      body: { requests: [{ id: 2 }, { id: 3 }], last: 3 },
    });
    expect(await askControl(control, 'GET /requests?after=5')).toHaveProperty('body', { requests: [], last: 5 });

    expect(await askControl(control, 'DELETE /requests')).toMatchObject({ status: 204 });
    expect(await askControl(control, 'GET /requests')).toHaveProperty('body', { requests: [], last: 0 });
    await ask(mock);
    expect(await askControl(control, 'GET /requests?after=5')).toMatchObject({
      body: { requests: [{ id: 6 }], last: 6 },
    });
  });

  it('gives everything to a reader who knows a higher ID from before a restart', async () => {
    const { mock, control } = createControlled();
    await ask(mock);
    expect(await askControl(control, 'GET /requests?after=700')).toMatchObject({
      body: { requests: [{ id: 1 }], last: 1 },
    });
  });

  it('leaves out those to the control API', async () => {
    const { mock, control } = createControlled();
    await askControl(control, 'GET /health');
    expect(mock.requests.list()).toEqual([]);
  });
});
