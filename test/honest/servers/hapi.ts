import Hapi from '@hapi/hapi';
import Joi from 'joi';
import { select } from '../convention.ts';
import { hasProject, KEY, sessionsOf } from '../history.ts';
import type { HonestServer } from '../server.ts';

interface Route {
  Params: { projectKey: string; userId: string };
  Query: { start_date?: number; end_date?: number };
}

/** An authentication scheme for the key; Joi for the query, which by itself refuses parameters that it does not know. */
export const hapi: HonestServer = {
  name: 'hapi',
  async start(convention) {
    const server = Hapi.server({ port: 0, host: '127.0.0.1' });
    server.auth.scheme('api-key', () => ({
      authenticate: (request, h) =>
        request.headers.authorization === KEY
          ? h.authenticated({ credentials: {} })
          : h.response({ statusCode: 401, error: 'Unauthorized', message: 'Invalid API key' }).code(401).takeover(),
    }));
    server.auth.strategy('default', 'api-key');
    server.auth.default('default');
    server.route<Route>({
      method: 'GET',
      path: '/api/app/{projectKey}/users/{userId}/sessions',
      options: {
        validate: { query: Joi.object({ start_date: Joi.number().integer(), end_date: Joi.number().integer() }) },
      },
      handler: ({ params, query }, h) => {
        if (!hasProject(params.projectKey)) {
          return h.response({ statusCode: 404, error: 'Not Found', message: 'Project not found' }).code(404);
        }
        return {
          data: select(sessionsOf(params.userId), { start: query.start_date, end: query.end_date }, convention),
        };
      },
    });
    await server.start();
    return { baseUrl: `${server.info.uri}/api/app`, close: () => server.stop({ timeout: 0 }) };
  },
};
