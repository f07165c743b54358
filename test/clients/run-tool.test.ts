import { expect, it } from 'vitest';
import { writeFault } from './fault.ts';
import { judge } from './run-tool.ts';
import { TOOLS } from './tools.ts';

const document = {
  name: 'openapi.json',
  path: '/openapi.json',
  operations: [
    { operationId: 'getUser', summary: 'A user' },
    { operationId: 'getJob', summary: 'A job' },
  ],
};
const tool = { name: 'maker', use: '', makes: '', names: 'operationId', prints: /^done in \d+ ms$/ } as const;
const made = 'export const getUser = 1, getJob = 2;';

it('accepts a tool that makes something of each operation and prints only what it usually prints', () => {
  expect(judge(tool, document, { printed: '\u001b[32mdone in 7 ms\u001b[39m\n\n', made })).toBeUndefined();
});

it.each([
  ['throws', { error: 'SyntaxError: no\n  at line 1', printed: 'reading', made }, 'failed', 3],
  ['ends before it answers', { error: '', printed: '', made }, 'failed', 0],
  ['prints anything else', { printed: 'done in 7 ms\nignored a keyword\n', made }, 'warned', 1],
  ['leaves out an operation', { printed: '', made: 'getUser' }, 'left out operations', 1],
] as const)('finds a fault in a tool that %s', (_, run, kind, count) => {
  const fault = judge(tool, document, run);
  expect([fault?.kind, fault?.lines.length]).toEqual([kind, count]);
});

it('takes every line printed by a silent tool for a warning, and expects no operations of a validator', () => {
  const validator = { name: 'validator', use: '', makes: '' };
  expect(judge(validator, document, { printed: '', made: '' })).toBeUndefined();
  expect(judge(validator, document, { printed: 'hm', made: '' })).toEqual({ kind: 'warned', lines: ['hm'] });
});

it('writes a fault as a line that names tool and document, followed by the first lines of output', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const text = writeFault('maker', 'openapi.json', { kind: 'warned', lines }).split('\n');
  expect([text[0], text[1], text.at(-1), text.length]).toEqual([
    'maker, openapi.json: warned',
    '  line 0',
    '  and 8 lines more',
    14,
  ]);
});

it('has no pattern of usual lines that matches every line', () => {
  for (const { name, prints } of TOOLS) expect([name, prints?.test('Warning: ignored')]).not.toEqual([name, true]);
});
