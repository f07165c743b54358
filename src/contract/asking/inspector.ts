import { Lru } from '../../shared/lru.ts';
import { ContractFailure, type FailureDetails, MissingInput } from '../outcome/failure.ts';
import { isStillZstd } from '../reading/coding.ts';
import type { Item } from '../reading/item.ts';
import { type AskedOperation, type Exchange, type SentRequest, sizeOf } from '../wire/exchange.ts';
import type { JsonTextFinding } from '../wire/json-findings.ts';
import { readJson } from '../wire/json-text.ts';

/** What is known about one exchange when it is inspected. */
export interface Inspected {
  readonly exchange: Exchange;
  /** The keys of the run, which no reply may reveal. */
  readonly secrets: readonly string[];
  /** The parsed body, if it is JSON. */
  readonly body: unknown;
  readonly findings: readonly JsonTextFinding[];
  /** The items of the body, if it is a list of them. */
  readonly items: readonly Item[] | undefined;
}

/** How a rule was broken. */
export type Breach = Omit<FailureDetails, 'exchange'>;

/**
 * Checks one exchange against a rule that applies to all of them: returns `'met'`, how the rule is broken, or undefined
 * where the rule does not apply.
 */
export type Rule = (inspected: Inspected) => 'met' | Breach | undefined;

/** A requirement with a rule. */
interface RuleRow {
  readonly id: string;
  readonly rule?: Rule;
  /** The operation whose exchanges the rule checks. @defaultValue every exchange */
  readonly operation?: AskedOperation | 'any';
}

type ReadBody = Pick<Inspected, 'body' | 'findings' | 'items'>;

const REMEMBERED_BODIES = 64;
/** Limit of the total size of all remembered bodies, in characters. */
const MOST_REMEMBERED = 16_000_000;
const LARGEST_ANSWER = 500_000;

/** A breach, and when it occurred in the run. */
interface KnownBreach {
  readonly details: FailureDetails;
  readonly order: number;
  /** Whether the request is too long for a person to read. */
  readonly isLong: boolean;
}

const LONG_REQUEST = 1_000;

/** Checks every exchange of a run against the rules that apply to all, and remembers the first breach of each. */
export class Inspector {
  readonly #rules: readonly RuleRow[];
  readonly #secrets: readonly string[];
  readonly #breaches = new Map<string, KnownBreach>();
  readonly #met = new Set<string>();
  /** Rules that threw, with the error, which is a bug in the kit. */
  readonly #bugs = new Map<string, unknown>();
  /** For each text of a reply, the request that first received it. */
  readonly #answers = new Map<string, { readonly asked: string }>();
  /** For each request, its first answer. */
  readonly #firstAnswer = new Map<string, { readonly asked: string }>();
  /** Recently parsed bodies, by text: a run receives the same ones again and again. */
  readonly #read = new Lru<string, ReadBody>({ max: REMEMBERED_BODIES, maxSize: MOST_REMEMBERED });
  #answerSize = 0;

  readonly #itemsOf: (body: unknown) => readonly Item[] | undefined;

  /** @param itemsOf - returns the items of a body; undefined if it is not a list of them. */
  constructor(
    rows: readonly RuleRow[],
    secrets: readonly string[],
    itemsOf: (body: unknown) => readonly Item[] | undefined,
  ) {
    this.#itemsOf = itemsOf;
    this.#rules = rows.filter(({ rule }) => rule);
    this.#secrets = secrets;
  }

  /** Inspects an exchange. `order` is its number in the run: replies to parallel requests arrive in any order. */
  inspect(exchange: Exchange, order: number): void {
    if (isMixedWithInterim(exchange) || isStillZstd(exchange)) return;
    this.#rememberAnswer(exchange);
    const isLong = sizeOf(exchange.request) > LONG_REQUEST;
    const inspected = { exchange, secrets: this.#secrets, ...this.#readBody(exchange.reply?.text) };
    for (const { id, rule, operation } of this.#rules) {
      if (!isAbout(exchange, operation)) continue;
      const known = this.#breaches.get(id);
      if (known && !isBetter({ order, isLong }, known)) continue;
      try {
        const verdict = rule?.(inspected);
        if (verdict === 'met') this.#met.add(id);
        else if (verdict) this.#breaches.set(id, { details: { ...verdict, exchange }, order, isLong });
      } catch (error) {
        this.#bugs.set(id, error);
      }
    }
  }

  /**
   * Whether a reply belongs to another request, as it was cached by mistake: it has items, it first came for a
   * different request, and this same request was answered differently before.
   */
  isAnswerToAnother({ request, reply }: Exchange): boolean {
    const { text = '' } = reply ?? {};
    const asked = toAsked(request);
    const [answer, before] = [this.#answers.get(text), this.#firstAnswer.get(asked)];
    if (!answer || !before || answer === before || answer.asked === asked) return false;
    return (this.#readBody(text).items?.length ?? 0) > 0;
  }

  /** The parsed body of an exchange, if it is JSON. */
  bodyOf(exchange: Exchange): unknown {
    return this.#readBody(exchange.reply?.text).body;
  }

  /** The items of an exchange, if its body is a list of them. */
  itemsOf(exchange: Exchange): readonly Item[] | undefined {
    return this.#readBody(exchange.reply?.text).items;
  }

  /** Whether a rule has been broken in the run so far. */
  isBroken(id: string): boolean {
    return this.#breaches.has(id);
  }

  /** Fails if a rule has been broken in the run so far; skipped if it has applied to nothing. */
  assert({ id, needs = NOTHING }: Asserted): void {
    const breach = this.#breaches.get(id);
    if (breach) throw new ContractFailure(breach.details);
    if (this.#bugs.has(id)) throw this.#bugs.get(id);
    if (!this.#met.has(id)) throw new MissingInput(`no reply of the run had ${needs}`);
  }

  #rememberAnswer({ request, reply }: Exchange): void {
    const { text } = reply ?? {};
    if (!text || text.length > LARGEST_ANSWER || this.#answerSize > MOST_REMEMBERED) return;
    const asked = toAsked(request);
    const answer = this.#answers.get(text) ?? { asked };
    if (!this.#answers.has(text)) this.#answerSize += text.length;
    this.#answers.set(text, answer);
    if (!this.#firstAnswer.has(asked)) this.#firstAnswer.set(asked, answer);
  }

  #readBody(text = ''): ReadBody {
    const known = this.#read.get(text);
    if (known) return known;
    const { value, findings } = readJson(text);
    return this.#read.set(text, { body: value, findings, items: this.#itemsOf(value) }, text.length);
  }
}

/**
 * Whether an interim answer (1xx) is mixed into this one. Platforms such as Node write it at once, even before the answer
 * to an earlier request on the connection is complete; clients do not pipeline requests, and WIRE-03 checks them.
 */
function isMixedWithInterim({ request, reply }: Exchange): boolean {
  return request.raw?.together !== undefined && /HTTP\/1\.1 1\d\d /.test(reply?.text ?? '');
}

function isAbout({ request }: Exchange, operation: RuleRow['operation']): boolean {
  if (operation === 'any') return request.operation !== undefined;
  return operation === undefined || operation === request.operation;
}

/** A requirement with a rule, and what a reply needs for the rule to apply. */
interface Asserted {
  readonly id: string;
  readonly needs?: string | undefined;
}

const NOTHING = 'anything to look at';

/** A breach with a readable request is better than one with a very long one; otherwise the first one is. */
function isBetter(one: Omit<KnownBreach, 'details'>, known: KnownBreach): boolean {
  return one.isLong === known.isLong ? one.order < known.order : known.isLong;
}

function toAsked({ url, credential, body = '' }: SentRequest): string {
  return `${credential?.value ?? ''} ${url} ${body}`;
}
