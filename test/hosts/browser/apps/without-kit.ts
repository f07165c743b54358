import { HttpResponse, http } from 'msw';
import { setupWorker } from 'msw/browser';

await setupWorker(http.get('*/sessions', () => HttpResponse.json({ data: [] }))).start();
