import express, { type ErrorRequestHandler, Router } from 'express';
import * as z from 'zod';
import { select } from '../convention.ts';
import { hasProject, KEY, sessionsOf } from '../history.ts';
import { type HonestServer, listen } from '../server.ts';

const epochMs = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)
  .optional();
const querySchema = z.object({ start_date: epochMs, end_date: epochMs });

/** A router of its own, zod for the query: 422 for what it does not take, 403 for a wrong key, 404 for a user never seen. */
export const express5: HonestServer = {
  name: 'Express 5',
  start(convention) {
    const router = Router();
    router.use((request, response, next) => {
      const key = request.headers.authorization;
      if (key === KEY) next();
      else response.status(key ? 403 : 401).json({ errors: [key ? 'API key not valid' : 'API key missing'] });
    });
    router.get('/:projectKey/users/:userId/sessions', (request, response) => {
      const sessions = sessionsOf(request.params.userId);
      const query = querySchema.safeParse(request.query);
      if (!hasProject(request.params.projectKey)) response.status(404).json({ errors: ['no such project'] });
      else if (!query.success) response.status(422).json({ errors: query.error.issues.map(({ message }) => message) });
      else if (sessions.length === 0) response.status(404).json({ errors: ['no such user'] });
      else {
        const { start_date: start, end_date: end } = query.data;
        response.json({ data: select(sessions, { start, end }, convention) });
      }
    });
    const app = express().disable('x-powered-by').use('/api/app', router);
    app.use((_request, response) => {
      response.status(404).json({ errors: ['not found'] });
    });
    app.use(onError);
    return listen(app);
  },
};

/** Express knows an error handler by its four parameters. */
const onError: ErrorRequestHandler = ({ status = 500 }: { status?: number }, _request, response, _next) => {
  response.status(status).json({ errors: [status < 500 ? 'bad request' : 'internal error'] });
};
