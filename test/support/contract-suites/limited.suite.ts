import { describeServer } from './describe-server.ts';

describeServer({ fetch: async () => new Response('{"errors":["Slow down."]}', { status: 429 }) });
