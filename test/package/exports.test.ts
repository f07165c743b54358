import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const ROOT = new URL('../../', import.meta.url);

/** What each public entry exports at run time: a change here is a change of the package's interface. */
const EXPORTS: Readonly<Record<string, readonly string[]>> = {
  '.': [
    'DEFAULT_NOW',
    'DEVELOPMENT_KEY',
    'DOCUMENTED_PROJECT_KEY',
    'DOCUMENTED_USER_ID',
    'MockError',
    'OptionError',
    'RecordError',
    'UnavailableError',
    'createFetch',
    'createMock',
  ],
  './schema': [
    'BASE_PATH',
    'DOCUMENTED_EVENTS',
    'DOCUMENTED_PROJECT_KEY',
    'DOCUMENTED_USER_ID',
    'MAX_EPOCH_MS',
    'PAGE_METRICS',
    'clickEventSchema',
    'epochMsSchema',
    'errorReplySchema',
    'inputEventSchema',
    'locationEventSchema',
    'messageIdSchema',
    'pathParametersSchema',
    'projectKeySchema',
    'queryParametersSchema',
    'requestHeadersSchema',
    'sessionEventSchema',
    'sessionIdSchema',
    'sessionsReplySchema',
    'userIdSchema',
  ],
  './msw': ['handlers'],
  './browser': ['keepInBrowser'],
  './node': ['nodeConnections', 'serve'],
  './redis': ['createRedisState'],
  './prism': ['startPrism'],
  './contract': [
    'ContractAborted',
    'GROUPS',
    'NoConnection',
    'createGitHubReporter',
    'createHtmlReporter',
    'createJUnitReporter',
    'createJsonReporter',
    'createMarkdownReporter',
    'createPrettyReporter',
    'requirements',
    'requirementsOf',
    'verifyContract',
  ],
  './vitest': ['describeSessionsContract'],
};

/** Entries that are files to read, not modules. */
const FILES = ['./openapi.json', './schemas/*.json', './package.json'];

const entries = Object.entries(manifest.exports).flatMap(([entry, target]) =>
  typeof target === 'string' ? [] : [{ entry, built: new URL(target.default, ROOT).href }],
);

describe('the public entries', () => {
  it('are those listed here', () => {
    expect(Object.keys(manifest.exports).sort()).toEqual([...Object.keys(EXPORTS), ...FILES].sort());
  });

  it.each(entries)('$entry exports what is listed here', async ({ entry, built }) => {
    const module: object = await import(/* @vite-ignore */ built);
    expect(Object.keys(module).sort()).toEqual(EXPORTS[entry]);
  });
});
