import Router from '@koa/router';
import Koa, { type Context } from 'koa';
import { select } from '../convention.ts';
import { hasProject, KEY, sessionsOf } from '../history.ts';
import { type HonestServer, listen } from '../server.ts';

/** `ctx.throw`, which answers in plain text; a window the wrong way round is refused. */
export const koa: HonestServer = {
  name: 'Koa',
  start(convention) {
    const router = new Router({ prefix: '/api/app' });
    router.get('/:projectKey/users/:userId/sessions', (ctx) => {
      const { projectKey = '', userId = '' } = ctx.params;
      if (!hasProject(projectKey)) ctx.throw(404, 'project not found');
      const start = readDate(ctx, 'start_date');
      const end = readDate(ctx, 'end_date');
      if (start !== undefined && end !== undefined && start > end) ctx.throw(400, 'start_date is after end_date');
      ctx.body = { data: select(sessionsOf(userId), { start, end }, convention) };
    });
    const app = new Koa();
    app.silent = true;
    app.use(async (ctx, next) => {
      if (ctx.get('authorization') !== KEY) ctx.throw(401, 'unauthorized');
      await next();
    });
    app.use(router.routes()).use(router.allowedMethods());
    return listen(app.callback());
  },
};

function readDate(ctx: Pick<Context, 'query' | 'throw'>, name: string): number | undefined {
  const value = ctx.query[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !/^-?\d+$/.test(value)) return ctx.throw(400, `${name} is no epoch in ms`);
  return Number(value);
}
