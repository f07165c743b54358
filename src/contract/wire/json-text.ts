import { whyNotJson } from '../../shared/not-json.ts';
import { findInJson, type JsonTextFinding } from './json-findings.ts';

/** The value of a text, and what is wrong with the text itself. */
interface ReadJson {
  readonly value: unknown;
  readonly findings: readonly JsonTextFinding[];
}

/** Parses a JSON text as strictly as RFC 8259 and JavaScript clients require. */
export function readJson(text: string): ReadJson {
  if (!text.startsWith('\ufeff')) return readBare(text);
  const { value, findings } = readBare(text.slice(1));
  return { value, findings: [{ kind: 'syntax', message: 'a byte order mark before the JSON text' }, ...findings] };
}

function readBare(text: string): ReadJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { value: undefined, findings: [{ kind: 'syntax', message: `no JSON text: ${whyNotJson(error)}` }] };
  }
  const findings = findInJson(text);
  // recursive code would run out of stack
  return { value: findings.some(({ kind }) => kind === 'syntax') ? undefined : value, findings };
}
