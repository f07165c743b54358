import { setupWorker } from 'msw/browser';
import { handlers } from '../../../src/adapters/msw.ts';
import { createMock } from '../../../src/index.ts';

await setupWorker(...handlers(createMock())).start();
