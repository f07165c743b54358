import { ContractFailure, type FailureDetails, Inconclusive } from './failure.ts';
import { toEvents } from './reading/events.ts';
import type { Exchange, SentRequest } from './wire/exchange.ts';
import { type JsonTextFinding, readJson } from './wire/json-text.ts';

/** What is known of one exchange when it is inspected. */
export interface Inspected {
  readonly exchange: Exchange;
  /** The keys of the run, which no reply may show. */
  readonly secrets: readonly string[];
  /** The parsed body, where it is JSON. */
  readonly body: unknown;
  readonly findings: readonly JsonTextFinding[];
  /** The body's events, where it is a list of events. */
  readonly events: ReturnType<typeof toEvents>;
}

/** How a rule is broken. */
export type Breach = Omit<FailureDetails, 'exchange'>;

/**
 * Looks at one exchange: gives `'kept'` or how it breaks a rule that holds for every one, and undefined where the
 * rule has nothing to look at.
 */
export type Rule = (inspected: Inspected) => 'kept' | Breach | undefined;

type ReadBody = Pick<Inspected, 'body' | 'findings' | 'events'>;

const REMEMBERED_BODIES = 64;
const LARGEST_REMEMBERED = 500_000;

/** Holds every exchange of a run against the rules that hold for all, and remembers the first breach of each. */
export class Inspector {
  readonly #rules: ReadonlyMap<string, Rule>;
  readonly #secrets: readonly string[];
  readonly #breaches = new Map<string, FailureDetails>();
  readonly #kept = new Set<string>();
  /** What was asked when a text first came. */
  readonly #askedFirst = new Map<string, string>();
  /** Bodies read lately, by text: a run sees the same ones again and again. */
  readonly #read = new Map<string, ReadBody>();

  constructor(rules: ReadonlyMap<string, Rule>, secrets: readonly string[]) {
    this.#rules = rules;
    this.#secrets = secrets;
  }

  inspect(exchange: Exchange): void {
    const { text } = exchange.reply ?? {};
    if (text && !this.#askedFirst.has(text) && text.length <= LARGEST_REMEMBERED) {
      this.#askedFirst.set(text, toAsked(exchange.request));
    }
    const inspected = { exchange, secrets: this.#secrets, ...this.#readBody(exchange.reply?.text) };
    for (const [id, rule] of this.#rules) {
      if (this.#breaches.has(id)) continue;
      const verdict = rule(inspected);
      if (verdict === 'kept') this.#kept.add(id);
      else if (verdict) this.#breaches.set(id, { ...verdict, exchange });
    }
  }

  /** Whether a reply was given first to a request for something else. */
  isAnswerToAnother({ request, reply }: Exchange): boolean {
    const first = this.#askedFirst.get(reply?.text ?? '');
    return first !== undefined && first !== toAsked(request);
  }

  /** The parsed body of an exchange, where it is JSON. */
  bodyOf(exchange: Exchange): unknown {
    return this.#readBody(exchange.reply?.text).body;
  }

  /** Fails when a rule was broken in the run so far; inconclusive when there was nothing to look at. */
  assert(id: string): void {
    const breach = this.#breaches.get(id);
    if (breach) throw new ContractFailure(breach);
    if (!this.#kept.has(id))
      throw new Inconclusive('no reply of the run had anything to look at; pass a --user with more events');
  }

  #readBody(text = ''): ReadBody {
    const known = this.#read.get(text);
    if (known) return known;
    const { value, findings } = readJson(text);
    const read = { body: value, findings, events: toEvents(value) };
    if (text.length <= LARGEST_REMEMBERED) this.#read.set(text, read);
    if (this.#read.size > REMEMBERED_BODIES) this.#read.delete(this.#read.keys().next().value ?? '');
    return read;
  }
}

function toAsked({ url, credential }: SentRequest): string {
  return `${credential?.value ?? ''} ${url}`;
}
