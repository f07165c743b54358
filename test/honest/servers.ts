import type { HonestServer } from './server.ts';
import { express4 } from './servers/express-4.ts';
import { express5 } from './servers/express-5.ts';
import { fastify } from './servers/fastify.ts';
import { h3 } from './servers/h3.ts';
import { hapi } from './servers/hapi.ts';
import { hono } from './servers/hono.ts';
import { koa } from './servers/koa.ts';
import { nodeHttp } from './servers/node-http.ts';

/** One server for each framework that npm has and teams use. */
export const honestServers: readonly HonestServer[] = [express4, express5, fastify, h3, hapi, hono, koa, nodeHttp];
