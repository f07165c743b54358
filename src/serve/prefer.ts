import type { Api } from '../api/api.ts';
import type { NamedExample, Operation } from '../api/operation.ts';
import { Refusal, refuse } from '../api/problem.ts';
import { LONGEST_DELAY_MS } from '../kit/fault.ts';
import type { MockReply } from './message.ts';
import { BY_PREFER, toJson, toRefusal } from './reply.ts';

/** What a client prefers of a reply; what it leaves out is as usual. */
interface Preferences {
  /** The status to answer with, 200 or 400 to 599. */
  readonly code?: number;
  /** The name of the documented example to answer with. */
  readonly example?: string;
  /** How long to hold the reply back, in milliseconds. */
  readonly delayMs?: number;
}

const PART = /^\s*([a-z]+)\s*=\s*"?([^"\s]+)"?\s*$/i;

/**
 * Reads a Prefer header such as `code=404, delay=250`, parts joined by commas or semicolons. Parts that mean nothing
 * here are ignored (RFC 7240, 2); a code or a delay that cannot be used is refused.
 */
export function parsePrefer(header: string): Preferences | Refusal {
  const found: { code?: number; example?: string; delayMs?: number } = {};
  for (const part of header.split(/[,;]/)) {
    const [, name = '', value = ''] = PART.exec(part) ?? [];
    if (name.toLowerCase() === 'example') found.example = value;
    if (name.toLowerCase() === 'code') {
      if (!/^(200|[45]\d\d)$/.test(value)) {
        return refuse(400, `Prefer: code must be 200 or 400 to 599, received "${value}".`);
      }
      found.code = Number(value);
    }
    if (name.toLowerCase() === 'delay') {
      if (!/^\d{1,6}$/.test(value) || Number(value) > LONGEST_DELAY_MS) {
        return refuse(400, `Prefer: delay must be 0 to ${LONGEST_DELAY_MS} milliseconds, received "${value}".`);
      }
      found.delayMs = Number(value);
    }
  }
  return found;
}

/**
 * Answers with the status or the example that a request asks for, or as usual where it asks for neither. An example of
 * success is served only if the request itself would succeed.
 */
export async function answerAsPreferred(
  { code, example }: Preferences,
  { api, operation }: { readonly api: Api; readonly operation: Operation },
  usual: () => MockReply | Promise<MockReply>,
): Promise<MockReply> {
  if (example === undefined && (code === undefined || code === 200)) return usual();
  const preferred = findExample(operation, code, example);
  if (preferred instanceof Refusal) return toRefusal(api, preferred);
  if (preferred.status >= 400) return toJson(preferred.status, preferred.value, BY_PREFER);
  const reply = await usual();
  return reply.status < 400 ? toJson(preferred.status, preferred.value, BY_PREFER) : reply;
}

interface Shown extends NamedExample {
  readonly name: string;
  readonly status: number;
}

function findExample(operation: Operation, code: number | undefined, name: string | undefined): Shown | Refusal {
  const all = examplesOf(operation);
  const ofStatus = all.filter(({ status }) => status === (code ?? status));
  const found = name === undefined ? ofStatus[0] : ofStatus.find((each) => each.name === name);
  if (found) return found;
  if (name === undefined) return refuse(code ?? 200, `Status ${code}, as the Prefer header asks.`);
  const names = all.map((each) => each.name).join(', ');
  const status = code ?? 200;
  return refuse(
    400,
    `Prefer: there is no example "${name.slice(0, 40)}" for status ${status}; the examples are ${names}.`,
  );
}

/** Lists the examples of refusals first. */
function examplesOf({ replies }: Operation): Shown[] {
  const all = Object.entries(replies).flatMap(([status, { examples = {} }]) =>
    Object.entries(examples).map(([name, example]) => ({ ...example, name, status: Number(status) })),
  );
  return [...all.filter(({ status }) => status >= 400), ...all.filter(({ status }) => status < 400)];
}
