import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createGitHubReporter,
  createHtmlReporter,
  createJsonReporter,
  createJUnitReporter,
  createMarkdownReporter,
  createPrettyReporter,
  type Reporter,
} from '../../src/contract/index.ts';
import { createFetch, createMock } from '../../src/index.ts';
import { type Run, runContract, targetOf } from '../support/contract-run.ts';
import { json } from '../support/faults/fault.ts';

const reporters: Readonly<Record<string, () => Reporter>> = {
  pretty: () => createPrettyReporter({ colour: false }),
  junit: () => createJUnitReporter({ strict: true }),
  json: createJsonReporter,
  markdown: createMarkdownReporter,
  github: createGitHubReporter,
  html: createHtmlReporter,
};
/** Formats in which a reply's markup would be markup. */
const MARKUP = ['junit', 'markdown', 'html'];

function print({ events }: Run, create: () => Reporter): string {
  const report = create();
  return events.map((event) => report(event)).join('');
}

const KEY = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 8,
  maxLength: 40,
});

/** Every spelling of a key that shows it to whoever reads it. */
function spellings(key: string): string[] {
  const escapedForHtml = key.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [
    key,
    encodeURIComponent(key),
    key.toUpperCase(),
    key.toLowerCase(),
    JSON.stringify(key).slice(1, -1),
    btoa(key).replace(/=+$/, ''),
    escapedForHtml,
    escapedForHtml.replaceAll('"', '&quot;'),
  ];
}

/** Ways in which a server sends back the key it was sent; the padding puts the key where texts are cut. */
const echoes: readonly ((key: string, padding: string) => Response)[] = [
  (key, padding) => new Response(padding + key, { status: 401 }),
  (key) => new Response(null, { status: 302, headers: { location: `/login?key=${encodeURIComponent(key)}` } }),
  (key, padding) => json(401, { errors: [`${padding}Invalid API key ${key}`] }),
  (key, padding) => json(500, { errors: [padding, key.toUpperCase(), key.toLowerCase()] }),
  (key, padding) => json(400, { detail: padding + JSON.stringify({ key }) }),
  (key, padding) => json(200, { data: [{ sessionId: 1, messageId: 1, timestamp: 1, type: padding + key }] }),
  (key) => json(200, { data: [{ sessionId: key, messageId: 1, timestamp: 1, type: key, label: key }] }),
  (key, padding) => json(403, { errors: [padding + btoa(key), encodeURIComponent(key)] }),
  (key) => json(200, { data: key }, { 'content-type': `text/${encodeURIComponent(key)}` }),
];

describe('the key', () => {
  it('is in no report, however a server sends it back', async () => {
    const echoing = fc.record({
      key: KEY,
      otherKey: KEY,
      padding: fc.nat(260).map((length) => '.'.repeat(length)),
      order: fc.array(fc.nat(echoes.length - 1), { minLength: 1, maxLength: 4 }),
      rightFirst: fc.nat(40),
    });
    await fc.assert(
      fc.asyncProperty(echoing, async ({ key, otherKey, padding, order, rightFirst }) => {
        const right = createFetch(createMock({ keys: [key], users: 1 }));
        let count = 0;
        const echoingFetch: typeof fetch = async (input, init) => {
          count += 1;
          if (count <= rightFirst) return right(input, init);
          const sent = new Headers(init?.headers).get('authorization') ?? key;
          return echoes[order[count % order.length] ?? 0]?.(sent, padding) ?? json(200, {});
        };
        const target = targetOf({ key, otherKey, fetch: echoingFetch, runs: 1, maxRequests: 120 });
        // without what takes many requests, so that the windows are reached
        const run = await runContract(target, { skip: ['REQUEST-08', 'AUTH-03', 'AUTH-08'] });
        for (const [name, create] of Object.entries(reporters)) {
          const text = print(run, create);
          const shown = [key, otherKey].flatMap(spellings).filter((spelling) => text.includes(spelling));
          expect({ name, shown }).toEqual({ name, shown: [] });
        }
      }),
      { seed: 1, numRuns: 20 },
    );
  });

  it('is not in the drawing of a window either, nor is a type or a path of any length', async () => {
    const key = 'Type-That-Is-A-Key';
    const right = createFetch(createMock({ keys: [key], users: 1 }));
    const fetch: typeof globalThis.fetch = async (input) => {
      const { data } = await (
        await right(String(input).split('?')[0] ?? '', { headers: { authorization: key } })
      ).json();
      const texts = [key, 'LONG'.repeat(100_000)];
      return json(200, {
        data: data.map((event: object, index: number) => {
          return { ...event, type: texts[index] ?? 'LOCATION', path: texts[index - 2] ?? '/' };
        }),
      });
    };
    const run = await runContract(targetOf({ key, fetch }), { only: ['WINDOW-01'] });
    expect(run.results[0]?.window?.events).toHaveLength(6);
    for (const [name, create] of Object.entries(reporters)) {
      const text = print(run, create);
      expect([name, text.includes(key), text.length < 150_000]).toEqual([name, false, true]);
    }
  });

  it.each([150, 185, 190, 195, 200, 205])(
    'leaves no half of it where a text is cut after %i characters',
    async (at) => {
      const key = 'Quite-Long-And-Secret-Key-0123456789-Zzz';
      const fetch: typeof globalThis.fetch = async () => new Response('.'.repeat(at) + key, { status: 500 });
      const run = await runContract(targetOf({ key, fetch }));
      for (const [name, create] of Object.entries(reporters)) {
        expect([name, print(run, create)]).not.toEqual([name, expect.stringMatching(/Quite|Secret|Zzz/)]);
      }
    },
  );
});

describe('what a server sends', () => {
  const nasty = [
    '\u001b[31mred\u001b[0m',
    '\u009b31m',
    '\u202egnp.exe',
    '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
    '\u2066\u2067\u2068\u2069\u200f\u061c',
    'a\rb',
    '`code` **bold** <!-- -->',
    '<script>alert(1)</script>',
    ']]><evil/>',
    '\n::error::injected',
    '\r\n::set-output name=x::y',
    '\n##[error]injected',
    '\n```\n# injected\n[link](javascript:alert(1))',
    '| a | b |\n|---|---|',
    '\u0000\u0008\ufffe\ufdd0',
    '\ud800',
    '"onmouseover="alert(1)',
    '</details></textarea></style>',
    '-->',
    '%0A::error::injected',
  ];
  const replies: readonly ((text: string) => Response)[] = [
    (text) => new Response(text, { status: 500 }),
    (text) => json(200, { data: text }),
    (text) => json(200, { data: [{ sessionId: 1, messageId: 1, timestamp: 1, type: text }] }),
    (text) => json(200, { data: [{ sessionId: text, messageId: 1, timestamp: 1, type: 'CLICK', label: text }] }),
    (text) => json(401, { errors: [text], [text]: 1 }),
    (text) => new Response(`{"${text}": 1}`, { status: 400, headers: { 'content-type': 'application/json' } }),
  ];

  it.each(nasty.map((text) => [JSON.stringify(text), text]))('%s does nothing but stand there', async (_, text) => {
    for (const [place, reply] of replies.entries()) {
      const right = createFetch(createMock({ users: 1 }));
      let count = 0;
      const fetch: typeof globalThis.fetch = async (input, init) => {
        count += 1;
        return count > (place % 2) * 20 ? reply(text) : right(input, init);
      };
      const run = await runContract(targetOf({ fetch, runs: 1, maxRequests: 35 }));
      for (const [name, create] of Object.entries(reporters)) {
        const report = print(run, create);
        const where = `place ${place} of the ${name} report`;
        expect(report, where).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
        const commands = report.split('\n').filter((line) => /^\s*(::|##\[)/.test(line));
        const isOurs = (line: string) => name === 'github' && /^::(error|warning) title=/.test(line);
        expect(
          commands.filter((line) => !isOurs(line)),
          where,
        ).toEqual([]);
        // only the lines to paste, which stand between fences, may hold what is markup elsewhere
        const prose = name === 'markdown' ? report.replace(/^```sh\n[^\n]*\n```$/gm, '') : '';
        expect(prose, where).not.toMatch(/[`|*]\s*[ab]\b|`code|\*\*bold|\]\(java/);
        if (!MARKUP.includes(name)) continue;
        expect(report, where).not.toMatch(/<script>alert|<evil|\]\]>|<\/textarea/);
      }
    }
  });
});
