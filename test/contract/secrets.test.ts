import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/contract/wire/redact.ts';
import { createFetch, createMock } from '../../src/index.ts';
import { json } from '../../src/self-test/faults/fault.ts';
import { runContract, targetOf } from '../support/contract-run.ts';
import { printRun, reporters } from '../support/reporters.ts';

/** Formats in which markup in a reply would be active. */
const MARKUP = ['junit', 'markdown', 'html'];

const KEY = fc
  .string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
    minLength: 8,
    maxLength: 40,
  })
  .filter((key) => new Set(key).size >= 5);

const each = (text: string, spell: (code: number, character: string) => string) =>
  [...text].map((character) => spell(character.charCodeAt(0), character)).join('');
const hexOf = (code: number) => code.toString(16).padStart(2, '0');

/** Spellings of a key that still reveal it to a reader. */
const spell: Readonly<Record<string, (key: string) => string>> = {
  'as it is': (key) => key,
  'in upper case': (key) => key.toUpperCase(),
  'percent-encoded': encodeURIComponent,
  'percent-encoded throughout': (key) => each(key, (code) => `%${hexOf(code)}`),
  'percent-encoded twice': (key) => encodeURIComponent(encodeURIComponent(key)),
  'in JSON': (key) => JSON.stringify(key).slice(1, -1),
  'in JSON twice': (key) => JSON.stringify(JSON.stringify(key)).slice(2, -2),
  'in escapes of JSON': (key) => each(key, (code) => `\\u00${hexOf(code)}`),
  'in escapes of a string': (key) => each(key, (code) => `\\x${hexOf(code)}`),
  'escaped for HTML': (key) => key.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  'in numeric entities': (key) => each(key, (code) => `&#${code};`),
  'in hexadecimal entities': (key) => each(key, (code) => `&#x${hexOf(code)};`),
  'quoted-printable': (key) => each(key, (code) => `=${hexOf(code).toUpperCase()}`),
  'broken over lines': (key) => key.match(/.{1,3}/g)?.join('\r\n  ') ?? '',
  'with letters apart': (key) => [...key].join(' '),
  'in Base64': btoa,
  'in Base64 for a URL': (key) => btoa(key).replaceAll('+', '-').replaceAll('/', '_'),
  'in Base64 behind a name': (key) => btoa(`ada:${key}`),
  'in Base64 behind another name': (key) => btoa(`adam:${key}:x`),
  'in Base64 over lines': (key) =>
    btoa(`x${key}`)
      .match(/.{1,5}/g)
      ?.join('\n') ?? '',
  'in hex': (key) => each(key, hexOf),
};

/** Decodings that a reader or a program does without thinking. */
const views: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) =>
    text.replace(/&(amp|lt|gt|quot);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name as 'amp']),
  (text) =>
    text.replace(/&#(x?)([0-9a-f]+);/gi, (_, x, digits) => String.fromCodePoint(Number(x ? `0x${digits}` : digits))),
  (text) => text.replace(/[%=]([0-9a-f]{2})/gi, (_, digits) => String.fromCharCode(Number(`0x${digits}`))),
  (text) => text.replace(/\\+(?:u00|x)([0-9a-f]{2})/gi, (_, digits) => String.fromCharCode(Number(`0x${digits}`))),
  (text) => text.replace(/\\+(["'\\/])/g, '$1'),
  (text) => text.replace(/\\+[nrt]|\s/g, ''),
];

/** Spellings that can wrap a text that is already spelled differently. */
const WRAPPINGS = Object.keys(spell).filter((name) => !/it is|upper case|Base64|in hex$/.test(name));
/** A key in one spelling, which is then wrapped in some others. */
const NESTED = fc.record({
  inner: fc.constantFrom(...Object.keys(spell)),
  outer: fc.array(fc.constantFrom(...WRAPPINGS), { maxLength: 3 }),
});

function spellNested(key: string, { inner, outer }: { readonly inner: string; readonly outer: readonly string[] }) {
  return outer.reduce((text, name) => spell[name]?.(text) ?? text, spell[inner]?.(key) ?? key);
}

/** Undoes everything that hides text, repeatedly. */
function undoAll(text: string): string {
  const undone = views.reduce((before, view) => view(before), text);
  return undone === text ? text : undoAll(undone);
}

/** The parts of a key that a text reveals once everything that hides it is undone. */
function shownOf(key: string, report: string): string[] {
  const undone = [...views.map((view) => view(report)), undoAll(report)].flatMap((text) => [text, text.toLowerCase()]);
  const base64 = [key, `ada:${key}`, `adam:${key}`].map((text) => btoa(text).slice(-12, -4));
  const wanted = [key, key.toLowerCase(), ...base64, each(key, hexOf)];
  return wanted.filter((text) => undone.some((view) => view.includes(text)));
}

/** Places in which a server, or a proxy in front, may echo a text; the padding moves it to where texts are cut. */
const echoes: readonly ((text: string, padding: string) => Response)[] = [
  (text, padding) => new Response(padding + text, { status: 401 }),
  (text) => new Response(null, { status: 302, headers: { location: `/login?key=${encodeURIComponent(text)}` } }),
  (text, padding) => json(401, { errors: [`${padding}Invalid API key ${text}`] }),
  (text) => json(401, { errors: ['no'] }, { 'www-authenticate': text.replace(/\s/g, ''), [`x-${'k'}`]: '1' }),
  (text, padding) => json(400, { detail: padding + JSON.stringify({ text }) }),
  (text, padding) => json(200, { data: [{ sessionId: 1, messageId: 1, timestamp: 1, type: padding + text }] }),
  (text) => json(200, { data: [{ sessionId: text, messageId: 1, timestamp: 1, type: text, label: text }] }),
  (text) => json(200, { data: text }, { 'content-type': `text/${text.replace(/\s/g, '')}` }),
  (text) => new Response(null, { status: 500, statusText: text.replace(/\s/g, '') }),
  (text) => {
    throw new TypeError('fetch failed', { cause: new Error(`the certificate is for ${text}`) });
  },
];

describe('the key', () => {
  it('is in no report, however a server echoes it', async () => {
    const echoing = fc.record({
      key: KEY,
      otherKey: KEY,
      padding: fc.nat(260).map((length) => '.'.repeat(length)),
      spelling: NESTED,
      order: fc.array(fc.nat(echoes.length - 1), { minLength: 1, maxLength: 4 }),
      rightFirst: fc.nat(40),
    });
    await fc.assert(
      fc.asyncProperty(echoing, async ({ key, otherKey, padding, spelling, order, rightFirst }) => {
        const right = createFetch(createMock({ keys: [key], users: 1 }));
        let count = 0;
        const echoingFetch: typeof fetch = async (input, init) => {
          count += 1;
          if (count <= rightFirst) return right(input, init);
          const sent = new Headers(init?.headers).get('authorization') ?? key;
          return echoes[order[count % order.length] ?? 0]?.(spellNested(sent, spelling), padding) ?? json(200, {});
        };
        const target = targetOf({ key, otherKey, fetch: echoingFetch, runs: 1, maxRequests: 120 });
        // without requirements that send many requests, so that the windows are reached
        const run = await runContract(target, { skip: ['REQUEST-08', 'AUTH-03', 'AUTH-08'] });
        for (const [name, create] of Object.entries(reporters)) {
          const text = printRun(create(), run.events);
          expect({ name, shown: [key, otherKey].flatMap((one) => shownOf(one, text)) }).toEqual({ name, shown: [] });
        }
      }),
      { seed: 1, numRuns: 6 },
    );
  });

  it.each(Object.keys(spell))('is masked %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(KEY, fc.string(), async (key, around) => {
        const { add, redact } = createRedactor();
        add(key, '$KEY');
        expect(shownOf(key, redact(`${around.slice(0, 3)} ${spell[name]?.(key)} ${around}`))).toEqual([]);
      }),
      { seed: 1, numRuns: 15 },
    );
  });

  it('is masked in nested spellings', () => {
    fc.assert(
      fc.property(KEY, NESTED, fc.string(), (key, spelling, around) => {
        const { add, redact } = createRedactor();
        add(key, '$KEY');
        expect(shownOf(key, redact(`${around.slice(0, 3)} ${spellNested(key, spelling)} ${around}`))).toEqual([]);
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it.each(['abcdef0123456789', '41-42-43-44-45', 'x41Ab&lt;cdefgh'])(
    'is masked if an escape seems to start before it: %s',
    (key) => {
      const { add, redact } = createRedactor();
      add(key, '$KEY');
      for (const before of ['/login?key=', '100%', '\\', '\\x', '\\u00', '&#', '&#x', '&amp;#', '%25', '%']) {
        expect(shownOf(key, redact(`${before}${key}`))).toEqual([]);
        expect(redact(`${before}${encodeURIComponent(key)}`)).not.toContain(encodeURIComponent(key.slice(-8)));
      }
    },
  );

  it.each(Object.entries(spell))(
    'is not in the message about an unreachable server if the error contains it %s',
    async (_, write) => {
      const key = 'Quite-Long+And/Secret<&>"Key"';
      const fetch: typeof globalThis.fetch = async () => {
        throw new TypeError('fetch failed', { cause: new Error(`UNABLE_TO_VERIFY: \u001b[31m${write(key)}`) });
      };
      const { aborted } = await runContract(targetOf({ key, fetch }));
      expect(aborted?.message).toMatch(/^Failed to reach .*\\u001b\[31m/);
      expect(shownOf(key, aborted?.message ?? '')).toEqual([]);
    },
  );

  it('is not in the drawing of a window either, and neither is a long type or path', async () => {
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
      const text = printRun(create(), run.events);
      expect([name, text.includes(key), text.length < 150_000]).toEqual([name, false, true]);
    }
  });

  it.each([150, 185, 190, 195, 200, 205])('is not partly shown if a text is cut after %i characters', async (at) => {
    const key = 'Quite-Long-And-Secret-Key-0123456789-Zzz';
    const fetch: typeof globalThis.fetch = async () => new Response('.'.repeat(at) + key, { status: 500 });
    const run = await runContract(targetOf({ key, fetch }));
    for (const [name, create] of Object.entries(reporters)) {
      expect([name, printRun(create(), run.events)]).not.toEqual([name, expect.stringMatching(/Quite|Secret|Zzz/)]);
    }
  });
});

describe('text from a server', () => {
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

  // each text in every other place, and each place with every other text, as the two do not affect each other
  const cases = nasty.map((text, index) => [JSON.stringify(text), text, index % 2] as const);
  it.each(cases)('%s has no effect', async (_, text, parity) => {
    for (const [place, reply] of replies.entries()) {
      if (place % 2 !== parity) continue;
      const right = createFetch(createMock({ users: 1 }));
      let count = 0;
      const fetch: typeof globalThis.fetch = async (input, init) => {
        count += 1;
        return count > (place % 3) * 10 ? reply(text) : right(input, init);
      };
      const run = await runContract(targetOf({ fetch, runs: 1, maxRequests: 35 }));
      for (const [name, create] of Object.entries(reporters)) {
        const report = printRun(create(), run.events);
        const where = `place ${place} of the ${name} report`;
        expect(report, where).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
        const commands = report.split('\n').filter((line) => /^\s*(::|##\[)/.test(line));
        const isOurs = (line: string) => name === 'github' && /^::(error|warning) title=/.test(line);
        expect(
          commands.filter((line) => !isOurs(line)),
          where,
        ).toEqual([]);
        // only the commands, between fences, may contain what is markup elsewhere
        const prose = name === 'markdown' ? report.replace(/^```sh\n[^\n]*\n```$/gm, '') : '';
        expect(prose, where).not.toMatch(/[`|*]\s*[ab]\b|`code|\*\*bold|\]\(java/);
        if (!MARKUP.includes(name)) continue;
        expect(report, where).not.toMatch(/<script>alert|<evil|\]\]>|<\/textarea/);
      }
    }
  });
});
