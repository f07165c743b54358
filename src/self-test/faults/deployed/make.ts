import type { Row } from '../../face.ts';
import { type Fault, isRead, json } from '../fault.ts';

/** The paths of a list, of a user, and of the events of a session. */
export const LIST = /\/users\/[^/]+\/sessions$/;
export const USER = /\/users\/[^/]+$/;
export const EVENTS = /\/sessions\/[^/]+\/events$/;

type Wrap = Fault['wrap'];

/** The path of a request. */
export const pathOf = (request: Request) => new URL(request.url).pathname;

/** Changes the text of each 200 reply on some paths. */
export const onTextOf =
  (path: RegExp, change: (text: string, request: Request) => string): Wrap =>
  (right) =>
  async (request) => {
    const reply = await right(request);
    if (!path.test(pathOf(request)) || reply.status !== 200 || !isRead(request)) return reply;
    const headers = { 'content-type': 'application/json' };
    return new Response(change(await reply.text(), request), { headers });
  };

/** Changes the `data` of each 200 reply on some paths. */
export const onData = <T>(path: RegExp, change: (data: T, request: Request) => unknown): Wrap =>
  onTextOf(path, (text, request) => {
    const { data } = JSON.parse(text) as { data: T };
    return JSON.stringify({ data: change(data, request) });
  });

/** Changes the `data` of each 200 reply on some paths, unless it is null. */
export const onSome = <T>(path: RegExp, change: (data: T, request: Request) => unknown): Wrap =>
  onData<T | null>(path, (data, request) => (data === null ? null : change(data, request)));

export const omit = (row: Row, name: string): Row =>
  Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));

/** Replaces replies with one of these statuses. */
export const instead =
  (statuses: readonly number[], answer: (reply: Response) => Response, path = /./): Wrap =>
  (right) =>
  async (request) => {
    const reply = await right(request);
    return statuses.includes(reply.status) && path.test(pathOf(request)) ? answer(reply) : reply;
  };

/** A refusal with another status. */
export const refusal = (status: number) => () => json(status, { errors: ['no'] });

/** Answers matching requests itself. */
export const front =
  (isMeant: (request: Request) => boolean | Promise<boolean>, answer: (request: Request) => Response): Wrap =>
  (right) =>
  async (request) =>
    (await isMeant(request)) ? answer(request) : right(request);
