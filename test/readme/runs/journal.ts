import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { freePort } from '../../support/free-port.ts';
import { eventually } from '../../support/patience.ts';
import { RedisServer } from '../../support/redis-server.ts';
import type { Runs } from '../places.ts';
import { createFolder } from '../project.ts';
import { snippet } from '../readme.ts';
import { whileRunning } from '../shell.ts';

/** Lends a server of Redis. */
async function withRedis(use: (server: RedisServer) => Promise<void>): Promise<void> {
  const folder = await createFolder();
  const server = new RedisServer(await freePort(), folder.path);
  try {
    await server.start();
    await use(server);
  } finally {
    await server.kill();
    await folder.dispose();
  }
}

/** Runs the command of a container on this machine, on a free port, and lends the origin that it serves. */
async function withMock(
  project: string,
  command: string,
  server: RedisServer,
  use: (origin: string) => Promise<void>,
): Promise<void> {
  const script = `${command.replace(/redis:\/\/(?:state|127\.0\.0\.1):6379/, `redis://127.0.0.1:${server.port}`)} --port 0`;
  await whileRunning(script, { cwd: project, pattern: /Mock of .* at (http\S+)\n/ }, async ([, url = '']) => {
    await use(new URL(url).origin);
  });
}

async function healthOf(origin: string): Promise<{ state: unknown }> {
  return (await fetch(`${origin}/__kit/health`)).json();
}

/** Runs the blocks about a state in Redis. */
export const journalRuns: Runs = {
  'redis-mock': ({ project }) =>
    withRedis((server) =>
      withMock(project, snippet('redis-mock').trim(), server, async (origin) => {
        expect(await healthOf(origin)).toMatchObject({ state: { lag: 0, isCurrent: true } });
      }),
    ),

  'redis-state': ({ project }) =>
    withRedis(async (server) => {
      const env = { REDIS_URL: server.url() };
      const pattern = /One of several mocks is at (http\S+)\n/;
      await whileRunning('node out/redis-state.js', { cwd: project, env, pattern }, async ([, url = '']) => {
        expect(await healthOf(new URL(url).origin)).toMatchObject({ seed: 7, state: { isCurrent: true } });
      });
    }),

  compose: ({ project }) =>
    withRedis(async (server) => {
      const { services } = parse(snippet('compose'));
      expect(services.state.command).toMatch(/^valkey-server --appendonly yes$/);
      const command = services.mock.command.replace('--host 0.0.0.0', '--host 127.0.0.1').replace('?', '\\?');
      await withMock(project, command, server, async (first) => {
        await withMock(project, command, server, async (second) => {
          const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
          const visit = { userId: 'ada', events: [{ type: 'LOCATION', path: '/' }] };
          await fetch(`${first}/__kit/record`, { ...init, body: JSON.stringify(visit) });
          expect(await (await fetch(`${second}/__kit/health`)).json()).toMatchObject({ seed: '7', recordedEvents: 1 });
        });
      });
    }),

  kubernetes: ({ project }) =>
    withRedis(async (server) => {
      const [deployment, service] = parseAllDocuments(snippet('kubernetes'), { merge: true }).map((document) => {
        expect(document.errors).toEqual([]);
        return document.toJS();
      });
      expect(service.spec.selector).toEqual(deployment.spec.template.metadata.labels);
      const [container] = deployment.spec.template.spec.containers;
      expect(service.spec.ports[0].targetPort).toBe(container.ports[0].containerPort);
      const words = container.command.map((word: string) => `'${word === '0.0.0.0' ? '127.0.0.1' : word}'`);
      await withMock(project, words.join(' '), server, async (origin) => {
        for (const probe of [container.readinessProbe, container.livenessProbe]) {
          const [program = '', ...args] = probe.exec.command;
          const asked = args.map((word: string) => word.replace('http://127.0.0.1:4010', origin));
          await eventually(() => promisify(execFile)(program, asked, { cwd: join(project) }));
        }
        const [program = '', ...args] = container.readinessProbe.exec.command;
        const nobody = args.map((word: string) => word.replace(':4010', ':1'));
        await expect(promisify(execFile)(program, nobody)).rejects.toThrow();
      });
    }),
};
