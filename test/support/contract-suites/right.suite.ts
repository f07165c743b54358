import { createFetch, createMock } from '../../../src/index.ts';
import { describeServer } from './describe-server.ts';

describeServer({ fetch: createFetch(createMock()) });
