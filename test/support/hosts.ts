import { setupServer } from 'msw/node';
import { handlers } from '../../src/hosts/msw.ts';
import { serve } from '../../src/hosts/node.ts';
import { createFetch, type Mock } from '../../src/index.ts';

/** A mock as a client sees it. */
export interface Host {
  readonly fetch: typeof fetch;
  /** The URL up to and including the base path. */
  readonly baseUrl: string;
  close(): Promise<void>;
}

/** Opens a mock in one of the ways in which it can be reached. */
export type OpenHost = (mock: Mock) => Promise<Host>;

/** All ways to reach a mock, by name. */
export const hosts: readonly (readonly [name: string, open: OpenHost])[] = [
  [
    'in process',
    async (mock) => ({
      fetch: createFetch(mock),
      baseUrl: `http://mock.example${mock.options.basePath}`,
      close: async () => {},
    }),
  ],
  [
    'MSW',
    async (mock) => {
      const server = setupServer(...handlers(mock));
      server.listen({ onUnhandledRequest: 'bypass' });
      return {
        fetch: (...args) => fetch(...args),
        baseUrl: `https://openreplay.example.com${mock.options.basePath}`,
        close: async () => server.close(),
      };
    },
  ],
  [
    'node:http',
    async (mock) => {
      const { url, close } = await serve(mock, { port: 0 });
      return { fetch: (...args) => fetch(...args), baseUrl: url, close };
    },
  ],
];
