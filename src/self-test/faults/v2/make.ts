import type { Row } from '../../face.ts';
import { v2Face } from '../../faces/v2.ts';
import { EVENTS, LIST, onData, onSome, USER } from '../deployed/make.ts';
import type { Fault } from '../fault.ts';
import { makersOf, row } from '../make.ts';

export const { isNothing, nothing, onRows } = makersOf(v2Face);

/** The dates of a request for everything. */
export const [FIRST_DATE, LAST_DATE] = [946_684_800_000, 4_000_000_000_000] as const;

/** The data of a list. */
interface ListData extends Row {
  readonly total: number;
  readonly sessions: readonly Row[] | null;
}

/** The data of the events of a session. */
interface EventsData extends Row {
  readonly total: number;
  readonly events: readonly Row[];
}

/** Changes the data of a list. */
export const list = (breaks: string, name: string, change: (data: ListData) => unknown): Fault =>
  row(breaks, name, onData(LIST, change));
/** Changes each session of a list. */
export const visit = (breaks: string, name: string, change: (session: Row) => Row): Fault =>
  row(
    breaks,
    name,
    onRows((sessions) => sessions.map(change)),
  );
/** Changes the profile of a user. */
export const profile = (breaks: string, name: string, change: (user: Row) => unknown): Fault =>
  row(breaks, name, onSome(USER, change));
/** Changes the events of a session. */
export const events = (breaks: string, name: string, change: (data: EventsData) => unknown): Fault =>
  row(breaks, name, onData(EVENTS, change));
/** Changes each event of a session. */
export const event = (breaks: string, name: string, change: (event: Row) => Row): Fault =>
  events(breaks, name, (data) => ({ ...data, events: data.events.map(change) }));

export const number = (value: unknown) => Number(value);
