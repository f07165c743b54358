import type { ApiRules } from '../api/api.ts';
import type { NamedExample, Operation } from '../api/operation.ts';
import { Refusal, refuse } from '../api/problem.ts';
import { LONGEST_DELAY_MS } from '../kit/fault.ts';
import type { MockReply } from './message.ts';
import { BY_PREFER, toJson, toRefusal } from './reply.ts';
import type { Row } from './row.ts';

/** How a request with a Prefer header is answered. */
export interface Preferred {
  /** Delay of the reply in milliseconds. */
  readonly delayMs?: number | undefined;
  /** Answers with the preferred status or example, or as usual if there is neither. */
  answer(api: ApiRules, row: Preferable, usual: Usual): MockReply | Promise<MockReply>;
}

type Preferable = Pick<Row<never>, 'loadOperation'>;
type Usual = () => MockReply | Promise<MockReply>;

/** What a client prefers in a reply. */
interface Preferences {
  /** The status to answer with, 200 or 400 to 599. */
  readonly code?: number;
  /** The name of the documented example to answer with. */
  readonly example?: string;
  /** Delay of the reply in milliseconds. */
  readonly delayMs?: number;
}

/**
 * Reads a Prefer header such as `code=404, delay=250`, parts joined by commas or semicolons. Unknown parts are ignored
 * (RFC 7240, 2); an invalid code or delay is refused.
 */
export function readPrefer(header: string): Preferred | Refusal {
  const preferences = parse(header);
  if (preferences instanceof Refusal) return preferences;
  const { delayMs } = preferences;
  return { delayMs, answer: (api, row, usual) => answerAsPreferred(preferences, { api, row }, usual) };
}

const PART = /^\s*([a-z]+)\s*=\s*"?([^"\s]+)"?\s*$/i;

function parse(header: string): Preferences | Refusal {
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

/** An example of success is served only if the request itself would succeed. */
async function answerAsPreferred(
  { code, example }: Preferences,
  { api, row }: { readonly api: ApiRules; readonly row: Preferable },
  usual: Usual,
): Promise<MockReply> {
  if (example === undefined && (code === undefined || code === 200)) return usual();
  const preferred = findExample(await row.loadOperation(), code, example);
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
