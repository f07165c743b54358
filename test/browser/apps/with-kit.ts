import { setupWorker } from 'msw/browser';
import { handlers } from '../../../src/adapters/msw.ts';
import { keepInBrowser } from '../../../src/browser/index.ts';
import { createMock } from '../../../src/index.ts';

const mock = createMock();
keepInBrowser(mock, { persist: 'local' });
await setupWorker(...handlers(mock)).start();
