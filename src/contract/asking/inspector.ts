import { Lru } from '../../shared/lru.ts';
import { ContractFailure, type FailureDetails, MissingInput } from '../outcome/failure.ts';
import type { Item } from '../reading/item.ts';
import { type AskedOperation, type Exchange, type SentRequest, sizeOf } from '../wire/exchange.ts';
import type { JsonTextFinding } from '../wire/json-findings.ts';
import { readJson } from '../wire/json-text.ts';

/** What is known of one exchange when it is inspected. */
export interface Inspected {
  readonly exchange: Exchange;
  /** The keys of the run, which no reply may show. */
  readonly secrets: readonly string[];
  /** The parsed body, where it is JSON. */
  readonly body: unknown;
  readonly findings: readonly JsonTextFinding[];
  /** The body's items, where it is a list of them. */
  readonly items: readonly Item[] | undefined;
}

/** How a rule is broken. */
export type Breach = Omit<FailureDetails, 'exchange'>;

/**
 * Looks at one exchange: gives `'met'` or how it breaks a rule that holds for every one, and undefined where the
 * rule has nothing to look at.
 */
export type Rule = (inspected: Inspected) => 'met' | Breach | undefined;

/** A requirement with a rule. */
interface RuleRow {
  readonly id: string;
  readonly rule?: Rule;
  /** The operation whose exchanges the rule looks at; every exchange where there is none. */
  readonly operation?: AskedOperation | 'any';
}

type ReadBody = Pick<Inspected, 'body' | 'findings' | 'items'>;

const REMEMBERED_BODIES = 64;
/** Characters of all bodies that are kept together. */
const MOST_REMEMBERED = 16_000_000;
const LARGEST_ANSWER = 500_000;

/** A breach, and where it came in the run. */
interface KnownBreach {
  readonly details: FailureDetails;
  readonly order: number;
  /** Whether the request is too long to be read by a person. */
  readonly isLong: boolean;
}

const LONG_REQUEST = 1_000;

/** Holds every exchange of a run against the rules that hold for all, and remembers the first breach of each. */
export class Inspector {
  readonly #rules: readonly RuleRow[];
  readonly #secrets: readonly string[];
  readonly #breaches = new Map<string, KnownBreach>();
  readonly #met = new Set<string>();
  /** Rules that broke off, with the error, which is a bug of the kit. */
  readonly #bugs = new Map<string, unknown>();
  /** The texts that came: what was asked when each came first. */
  readonly #answers = new Map<string, { readonly asked: string }>();
  /** The answer that came first to what was asked. */
  readonly #firstAnswer = new Map<string, { readonly asked: string }>();
  /** Bodies read lately, by text: a run sees the same ones again and again. */
  readonly #read = new Lru<string, ReadBody>({ max: REMEMBERED_BODIES, maxSize: MOST_REMEMBERED });
  #answerSize = 0;

  readonly #itemsOf: (body: unknown) => readonly Item[] | undefined;

  /** @param itemsOf - reads the items of a body; undefined where it is no list of them. */
  constructor(
    rows: readonly RuleRow[],
    secrets: readonly string[],
    itemsOf: (body: unknown) => readonly Item[] | undefined,
  ) {
    this.#itemsOf = itemsOf;
    this.#rules = rows.filter(({ rule }) => rule);
    this.#secrets = secrets;
  }

  /** Looks at an exchange. `order` is its number in the run: replies to requests side by side come in any order. */
  inspect(exchange: Exchange, order: number): void {
    if (isMixedWithInterim(exchange)) return;
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
   * Whether a reply is the one to another request, kept by mistake: it has items, it came first to a request for
   * something else, and this very request was answered in another way before.
   */
  isAnswerToAnother({ request, reply }: Exchange): boolean {
    const { text = '' } = reply ?? {};
    const asked = toAsked(request);
    const [answer, before] = [this.#answers.get(text), this.#firstAnswer.get(asked)];
    if (!answer || !before || answer === before || answer.asked === asked) return false;
    return (this.#readBody(text).items?.length ?? 0) > 0;
  }

  /** The parsed body of an exchange, where it is JSON. */
  bodyOf(exchange: Exchange): unknown {
    return this.#readBody(exchange.reply?.text).body;
  }

  /** The items of an exchange, where its body is a list of them. */
  itemsOf(exchange: Exchange): readonly Item[] | undefined {
    return this.#readBody(exchange.reply?.text).items;
  }

  /** Whether a rule was broken in the run so far. */
  isBroken(id: string): boolean {
    return this.#breaches.has(id);
  }

  /** Fails when a rule was broken in the run so far; skipped when there was nothing to look at. */
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
 * Whether an interim answer (1xx) stands inside this one. Platforms such as Node write it at once, even before the answer to
 * an earlier request of the connection is complete; clients do not send requests at once, and WIRE-03 looks at them.
 */
function isMixedWithInterim({ request, reply }: Exchange): boolean {
  return request.raw?.together !== undefined && /HTTP\/1\.1 1\d\d /.test(reply?.text ?? '');
}

function isAbout({ request }: Exchange, operation: RuleRow['operation']): boolean {
  if (operation === 'any') return request.operation !== undefined;
  return operation === undefined || operation === request.operation;
}

/** A requirement with a rule, and what a reply needs so that the rule can be told. */
interface Asserted {
  readonly id: string;
  readonly needs?: string | undefined;
}

const NOTHING = 'anything to look at';

/** A breach that a person can read is better than one that is too long; else the first is. */
function isBetter(one: Omit<KnownBreach, 'details'>, known: KnownBreach): boolean {
  return one.isLong === known.isLong ? one.order < known.order : known.isLong;
}

function toAsked({ url, credential, body = '' }: SentRequest): string {
  return `${credential?.value ?? ''} ${url} ${body}`;
}
