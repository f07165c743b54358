import { DOCUMENTED_PROJECT_KEY } from '../../../index.ts';
import type { Row } from '../../face.ts';
import { v1Face } from '../../faces/v1.ts';
import { WORLD_USER } from '../../full-world.ts';
import { EVENTS, omit, onData, onSome, USER } from '../deployed/make.ts';
import { type Fault, onRequest } from '../fault.ts';
import { letIn, makersOf, row } from '../make.ts';

export const { onDates, onRows, taking } = makersOf(v1Face);
export const own = letIn(v1Face);

/** Changes each session of a list. */
export const summary = (breaks: string, name: string, change: (session: Row) => Row): Fault =>
  row(
    breaks,
    name,
    onRows((sessions) => sessions.map(change)),
  );
export const lacking = (name: string) => summary('REPLY-102', `${name} is left out`, (session) => omit(session, name));
/** Changes the details of a user who has sessions. */
export const details = (breaks: string, name: string, change: (user: Row, request: Request) => unknown): Fault =>
  row(breaks, name, onSome(USER, change));
/** Changes the events of a session. */
export const events = (
  breaks: string,
  name: string,
  change: (events: readonly Row[], request: Request) => unknown,
): Fault => row(breaks, name, onData(EVENTS, change));
export const event = (breaks: string, name: string, change: (event: Row) => Row): Fault =>
  events(breaks, name, (list) => list.map(change));

export const idOf = ({ sessionId }: Row) => BigInt(String(sessionId));
export const toDouble = (digits: string) => String(BigInt(Number(digits)));
export const isText = (id: string) => !/^[+-]?\d+$/.test(id);
/** Reads the ID of a session as a different one. */
export const asSession = (change: (id: string) => string) =>
  onRequest((_, url) => ({
    url: url.href.replace(/\/sessions\/([^/]*)\/events/, (_all, id) => `/sessions/${change(id)}/events`),
  }));
export const ADA = `users/${encodeURIComponent(WORLD_USER)}`;
/** Treats other project keys as the documented one, or as `key`. */
export const onProject = (isMeant: RegExp, key = DOCUMENTED_PROJECT_KEY) =>
  onRequest((_, url) => ({
    url: url.href.replace(/\/v1\/([^/]*)/, (all, given) => (isMeant.test(given) ? `/v1/${key}` : all)),
  }));
export const fromOctal = (date: string | undefined) =>
  date !== undefined && /^0\d+$/.test(date) ? String(Number.parseInt(date, 8) || 0) : date;
export const hasDates = ({ url }: Request) => /[?&](?:start|end)_date=/.test(url);
