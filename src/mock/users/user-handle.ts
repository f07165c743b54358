import type { ClickEvent, InputEvent, LocationEvent } from '../../api/session-event.ts';
import type { EventInput, RecordedEvent, RecordInput } from '../../kit/record.ts';

/** When and where a session takes place; missing fields are generated. */
export type SessionPlace = Pick<RecordInput, 'start' | 'sessionId' | 'session'>;

/** One user of a mock. */
export interface UserHandle {
  readonly userId: string;
  /** Returns all events of the user in reply order. */
  events(): Promise<RecordedEvent[]>;
  /**
   * Records a session: its events in the order they happened, or a function that builds them.
   *
   * @throws RecordError if a field breaks the schema or contradicts what is stored.
   * @example
   * ```ts
   * await mock.user('ada@example.org').session((visit) => visit.page('/pricing/').click('Buy').page('/checkout/'));
   * ```
   */
  session(
    visit: readonly EventInput[] | ((visit: VisitBuilder) => unknown),
    place?: SessionPlace,
  ): Promise<RecordedEvent[]>;
}

/** Builds the events of a visit, one after another. */
export class VisitBuilder {
  readonly events: EventInput[] = [];

  /** Opens a page; `path` includes the query string. */
  page(path: string, more: Partial<Omit<LocationEvent, 'type' | 'path'>> = {}): this {
    return this.#add({ ...more, type: 'LOCATION', path });
  }

  /** Clicks an element with this label. */
  click(label: string, more: Partial<Omit<ClickEvent, 'type' | 'label'>> = {}): this {
    return this.#add({ ...more, type: 'CLICK', label });
  }

  /** Fills in a form field; the value is null if masked. */
  input(
    label: string,
    value: string | null = null,
    more: Partial<Omit<InputEvent, 'type' | 'label' | 'value'>> = {},
  ): this {
    return this.#add({ ...more, type: 'INPUT', label, value });
  }

  #add(event: EventInput): this {
    this.events.push(event);
    return this;
  }
}

interface UserHandleOptions {
  readonly userId: string;
  readonly projectKey: string;
  readonly find: () => Promise<RecordedEvent[]>;
  readonly record: (input: RecordInput) => Promise<RecordedEvent[]>;
}

/** Builds the handle of a user. */
export function createUserHandle({ userId, projectKey, find, record }: UserHandleOptions): UserHandle {
  return {
    userId,
    events: find,
    session(visit, place = {}) {
      const events = typeof visit === 'function' ? build(visit) : [...visit];
      return record({ ...place, projectKey, userId, events });
    },
  };
}

function build(write: (visit: VisitBuilder) => unknown): EventInput[] {
  const visit = new VisitBuilder();
  write(visit);
  return visit.events;
}
