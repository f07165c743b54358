import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseTarget } from '../../src/contract/asking/target.ts';
import { parseServeOptions } from '../../src/hosts/serve-options.ts';
import { parseOptions } from '../../src/mock/options.ts';

const SRC = new URL('../../src/', import.meta.url);
const files = new Map(
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => [path, readFileSync(new URL(path, SRC), 'utf8')]),
);

const target = { baseUrl: 'http://localhost/', key: 'K', projectKey: 'p', userIds: ['u'] };
const served = parseServeOptions({});
/** Options that can be parsed, with nothing given that has a default. */
const PARSED: Readonly<Record<string, object>> = {
  'mock/options.ts': parseOptions({}),
  'hosts/serve-options.ts': { ...served, ...served.limits },
  'contract/asking/target.ts': parseTarget(target),
};

interface Documented {
  readonly path: string;
  readonly name: string;
  readonly value: unknown;
}

const LITERAL = /^`?('[^']*'|-?\d+(?: [KM]iB)?|true|false|\[\])`?(?=$|[,\s])/;
const UNITS: Readonly<Record<string, number>> = { KiB: 2 ** 10, MiB: 2 ** 20 };

/** Reads a literal as code or a doc comment writes it; undefined for anything else. */
function read(text: string): unknown {
  const [, amount, unit = ''] = /^(\d+) ([KM]iB)$/.exec(text) ?? [];
  if (amount) return Number(amount) * (UNITS[unit] ?? Number.NaN);
  if (/^[\d_ *]+$/.test(text)) return multiply(text.replaceAll('_', ''));
  if (text === '[]') return [];
  return /^'.*'$/.test(text) ? text.slice(1, -1) : { true: true, false: false }[text];
}

function multiply(text: string): number {
  return text
    .split(/(?<!\*)\*(?!\*)/)
    .map((part) => part.split('**').reduceRight((power, base) => Number(base) ** power, 1))
    .reduce((product, factor) => product * factor, 1);
}

/** The literals that doc comments give as default values, with the field or parameter that they are for. */
function documentedIn(path: string, text: string): Documented[] {
  return [...text.matchAll(/@defaultValue ([^\n]*?)(?: \*\/)?\n/g)].flatMap(({ 0: whole, 1: words = '', index }) => {
    const [, literal] = LITERAL.exec(words) ?? [];
    if (literal === undefined) return [];
    const parameter = /@param (\w+)[^@]*$/.exec(text.slice(0, index).split('/**').at(-1) ?? '')?.[1];
    const field = /^(?:\s*\*[^\n]*\n)*\s*(?:readonly )?(\w+)\??[:(]/.exec(text.slice(index + whole.length))?.[1];
    return [{ path, name: parameter ?? field ?? '', value: read(literal) }];
  });
}

/** What the code of the same file takes for a name that is left out, where it is a literal. */
function defaultsOf(path: string, name: string): unknown[] {
  const literal = `('[^']*'|[\\d_ *]+|true|false|\\[\\])`;
  const given = [
    `\\b${name} = ${literal}(?=\\s*[,})])`,
    `\\b${name}: [^\\n]*\\.default\\(${literal}\\)`,
    `\\b${name} \\?\\? ${literal}(?=\\s*[,;)])`,
  ];
  const text = files.get(path) ?? '';
  return given.flatMap((form) => [...text.matchAll(new RegExp(form, 'g'))].map(([, value = '']) => read(value.trim())));
}

const documented = [...files].flatMap(([path, text]) => documentedIn(path, text));

test('doc comments with default values are found', () => {
  expect(documented.length).toBeGreaterThan(40);
  expect(documented).toContainEqual({ path: 'mock/options.ts', name: 'users', value: 25 });
  expect(documented).toContainEqual({ path: 'mock/log/request-log.ts', name: 'limit', value: 100 });
  expect(documented.filter(({ name }) => name === '')).toEqual([]);
  expect(defaultsOf('hosts/browser/keep-in-browser.ts', 'maxLength')).toEqual([2_000_000]);
});

test('the default values in doc comments are those of the code', () => {
  const wrong = documented.filter(({ path, name, value }) => {
    const parsed = PARSED[path];
    if (parsed) return JSON.stringify(new Map(Object.entries(parsed)).get(name)) !== JSON.stringify(value);
    const found = defaultsOf(path, name);
    // what is filled in under another name, or where it is used, cannot be determined here
    if (found.length === 0) return false;
    return !found.some((other) => JSON.stringify(other) === JSON.stringify(value));
  });
  expect(wrong).toEqual([]);
});
