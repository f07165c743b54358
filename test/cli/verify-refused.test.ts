import { describe, expect, test } from 'vitest';
import { closedPort } from '../support/hostile.ts';
import { QUICK, serveRight, verify } from './verify-runs.ts';

const right = serveRight();

describe('an impossible run ends with 2 and one sentence on stderr:', () => {
  const REMOTE = 'https://openreplay.example.com/api/app';

  test.each<[string, string[], RegExp, Record<string, string>?]>([
    ['a URL that is none', ['nonsense'], /^Failed to verify: .*must be an http or https URL, received "nonsense"\.\n$/],
    ['a URL of another protocol', ['ftp://localhost/'], /must be an http or https URL/],
    [
      'a URL with a password',
      ['http://me:hush@localhost/api/app'],
      /must have no user name, password, query or fragment/,
    ],
    ['a URL with a query', ['http://localhost/api/app?x=1'], /must have no user name, password, query or fragment/],
    ['no URL', [], /there is no URL/],
    ['an unknown flag', ['http://localhost/', '--kye=hush'], /unknown option '--kye'/],
    [
      'an unknown reporter',
      ['http://localhost/', '--reporter', 'xml'],
      /there is no reporter "xml"; there are pretty, /,
    ],
    [
      'a report without a file',
      ['http://localhost/', '--reporter', 'junit='],
      /^Failed to verify: --reporter junit= names no file\. Write junit=FILE, or junit\./,
    ],
    [
      'an unknown requirement',
      ['http://localhost/', '--only', 'AUTH-99'],
      /"AUTH-99" is neither a requirement nor a group; did you mean AUTH-\d+\?/,
    ],
    [
      'an unknown group to skip',
      ['http://localhost/', '--skip', 'COLOUR'],
      /"COLOUR" is neither a requirement nor a group/,
    ],
    ['an unknown level', ['http://localhost/', '--level', 'MAY'], /Allowed choices are MUST, SHOULD\./],
    [
      'an unknown window',
      ['http://localhost/', '--window', 'day'],
      /Allowed choices are event, event,end-exclusive, session/,
    ],
    ['a number that is none', ['http://localhost/', '--timeout', '5s'], /It must be a whole number of 0 or more\./],
    ['nothing left to check', ['http://localhost/', '--only', 'AUTH', '--skip', 'AUTH'], /nothing is left to check/],
    ['a time limit of 0', ['http://localhost/', '--timeout', '0'], /--timeout: .*received 0\./],
    ['no requests at all', ['http://localhost/', '--max-requests', '0'], /--max-requests: .*received 0\./],
    [
      'replies of no size',
      ['http://localhost/', '--max-reply', '99'],
      /--max-reply: expected 1000 or more, received 99\./,
    ],
    [
      'a config that is not there',
      ['--config', 'no-such.json'],
      /config no-such\.json: there is no such file or folder \(ENOENT\)\./,
    ],
    ['a rate of 0', ['http://localhost/', '--rate', '0'], /It must be a number above 0\./],
    ['a header that is none', ['http://localhost/', '--header', 'hush'], /--header must be "Name: value"/],
    [
      'a key with a space',
      ['http://localhost/', '--key', 'my hush'],
      /key: must be printable ASCII without spaces, received a value that is not shown/,
    ],
    [
      'no key for a server elsewhere',
      [REMOTE],
      /there is no API key\. Set OPENREPLAY_API_KEY, or pass --key-file FILE or --key KEY\./,
      { OPENREPLAY_API_KEY: '' },
    ],
    [
      'a key file that is not there',
      [REMOTE, '--key-file', 'no-such-file'],
      /Failed to read the key file no-such-file: there is no such file or folder \(ENOENT\)\./,
    ],
    [
      'a key given twice, by flag and by file',
      ['http://localhost/', '--key', 'hush', '--key-file', 'no-such-file'],
      /option '--key-file <file>' cannot be used with option '--key <key>'\./,
    ],
    [
      'an --output that no reporter is left to write',
      ['http://localhost/', '--reporter', 'pretty=/no/such/a.txt', '--output', '/no/such/b.txt'],
      /^Failed to verify: --output has no reporter to write, as each --reporter names its own file\./,
    ],
    [
      'two reporters on stdout',
      ['http://localhost/', '--reporter', 'json', '--reporter', 'pretty'],
      /^Failed to verify: json and pretty would both go to stdout\. Name a file for one, as in --reporter pretty=FILE\./,
    ],
    ['known failures to write nowhere', ['http://localhost/', '--update-known'], /--update-known needs --known FILE/],
  ])('%s', async (_, args, message, env) => {
    const { code, stdout, stderr } = await verify(args, env && { env });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^[^\n]*[.?]\n$/);
    expect(stderr).not.toContain('hush');
  });

  test('a server that does not listen', async () => {
    const url = `http://127.0.0.1:${await closedPort()}/api/app`;
    const { code, stderr } = await verify([url]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      new RegExp(`^Failed to reach ${url}: .*ECONNREFUSED.* Is the server running, and is the address right\\?\\n$`),
    );
  });

  test('a user without events', async () => {
    const { code, stdout, stderr } = await verify([right.url, ...QUICK, '--user', 'nobody@example.org']);
    expect([code, stderr]).toEqual([
      2,
      'Failed to verify: the user has no events, so there was nothing to compare; pass a --user who has some.\n',
    ]);
    expect(stdout).toMatch(/ 0 not met/);
  });

  test('more requests needed than allowed', async () => {
    const { code, stderr } = await verify([right.url, ...QUICK, '--max-requests', '20']);
    expect([code, stderr]).toEqual([2, 'Failed to verify: --max-requests (20) is used up.\n']);
  });
});
