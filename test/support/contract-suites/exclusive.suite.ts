import { createFetch, createMock } from '../../../src/index.ts';
import { describeServer } from './describe-server.ts';

const right = createFetch(createMock());

/** Excludes the event exactly at `end_date`. */
const exclusive: typeof fetch = (input, init) =>
  right(
    String(input).replace(/end_date=(\d+)/, (_, end) => `end_date=${Number(end) - 1}`),
    init,
  );

describeServer({ fetch: exclusive, window: 'event' });
