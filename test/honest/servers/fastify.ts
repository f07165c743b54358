import createFastify from 'fastify';
import { select } from '../convention.ts';
import { hasProject, KEY, sessionsOf } from '../history.ts';
import type { HonestServer } from '../server.ts';

interface Route {
  Params: { projectKey: string; userId: string };
  Querystring: { start_date?: number; end_date?: number };
}

const schema = {
  querystring: {
    type: 'object',
    properties: { start_date: { type: 'integer' }, end_date: { type: 'integer' } },
  },
};

/** A JSON schema of integers, which also takes `-1` and `1e12`; refusals as Fastify makes them. */
export const fastify: HonestServer = {
  name: 'Fastify',
  async start(convention) {
    const app = createFastify({ forceCloseConnections: true });
    app.addHook('onRequest', async (request, reply) => {
      if (request.headers.authorization === KEY) return;
      await reply.code(401).send({ statusCode: 401, error: 'Unauthorized', message: 'Invalid API key' });
    });
    app.get<Route>('/api/app/:projectKey/users/:userId/sessions', { schema }, async (request, reply) => {
      const { projectKey, userId } = request.params;
      if (!hasProject(projectKey)) {
        return reply.code(404).send({ statusCode: 404, error: 'Not Found', message: 'Project not found' });
      }
      const { start_date: start, end_date: end } = request.query;
      return { data: select(sessionsOf(userId), { start, end }, convention) };
    });
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    return { baseUrl: `${url}/api/app`, close: () => app.close() };
  },
};
