import { setupWorker } from 'msw/browser';
import { keepInBrowser } from '../../../../src/hosts/browser/index.ts';
import { handlers } from '../../../../src/hosts/msw.ts';
import { createMock } from '../../../../src/index.ts';

const mock = createMock();
await keepInBrowser(mock, { persist: 'local' });
await setupWorker(...handlers(mock)).start();
