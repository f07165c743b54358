import type { V1Release } from '../../../src/api/v1/release.ts';
import { createMock, type Mock, type MockOptions } from '../../../src/index.ts';
import { toProjects, toVisits, type V1Dataset } from './v1-dataset.ts';
import { toStored, type V2Dataset } from './v2-dataset.ts';

const V1_NOW = 1_790_000_000_000;
/** A time before the recorded jobs were due. */
const V2_NOW = 1_717_243_300_000;

/** Creates a mock with the rows of a recorded v1 server, without a proxy: its routes lack the prefix that a proxy strips. */
export async function createRecordedV1(rows: V1Dataset, v1Release: V1Release): Promise<Mock> {
  const { projects, stored } = toProjects(rows);
  const mock = createMock({
    ...{ apis: ['v1'], basePath: '/v1', v1Release, projects, stored, keys: [rows.apiKey], users: 0, now: V1_NOW },
    ...{ inputEvents: true, scenarios: ['empty'] },
  });
  await mock.record(toVisits(rows));
  return mock;
}

/** Creates a mock with the rows of a recorded v2 server. */
export function createRecordedV2(rows: V2Dataset, options: MockOptions = {}): Mock {
  const { projects, stored } = toStored(rows);
  return createMock({ apis: ['v2'], projects, stored, keys: [rows.apiKey], users: 0, now: V2_NOW, ...options });
}
