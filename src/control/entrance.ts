import type { ControlOperation } from '../kit/control/operation.ts';
import { createRedaction } from '../mock/log/redact-keys.ts';
import { DEVELOPMENT_KEY } from '../mock/options.ts';
import { recordedRows } from './answers/recorded.ts';
import { requestRows } from './answers/requests.ts';
import { switchRows } from './answers/switches.ts';
import { worldRows } from './answers/world.ts';
import { encodeRefusal, withoutBody } from './encode.ts';
import { createGate, type GateOptions } from './gate.ts';
import type { ControlHead, WholeReply } from './message.ts';
import { check, parseQuery } from './parse.ts';
import { Refusal } from './refusal.ts';
import { createRouter } from './router.ts';
import type { ControlRow, InputOf } from './row.ts';

/** All rows, in reading order. */
export const controlRows: readonly ControlRow[] = [...worldRows, ...recordedRows, ...switchRows, ...requestRows];

/** How requests are let in. */
export interface EntranceOptions extends GateOptions {
  /** The API's keys, which no refusal shows. */
  readonly keys: readonly string[];
}

/** What a request is for that was let in: a row, and what it is asked besides the body. */
export interface Admitted {
  readonly row: ControlRow;
  readonly input: Omit<InputOf<ControlOperation>, 'body'>;
}

/** Where requests come in. */
export interface Entrance {
  /** Decides by the head of a request alone, so that nobody has to take in a body that is refused. */
  admit(head: ControlHead): Admitted | Refusal;
  /** Builds the reply to a refused request. */
  refuse(head: ControlHead, refusal: Refusal): WholeReply;
}

/** Builds the entrance: who may come in, what for, and with which parameters. */
export function createEntrance({ keys, controlKey, hostNames }: EntranceOptions): Entrance {
  const gate = createGate({ controlKey, hostNames });
  const route = createRouter(controlRows);
  const secrets = controlKey === undefined ? keys : [...keys, controlKey];
  // what came is shown as JSON, in which some characters have another form
  const redact = createRedaction(
    secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]),
    DEVELOPMENT_KEY,
  );
  return {
    admit(head) {
      const refused = gate(head);
      if (refused) return refused;
      const found = route(head.method, head.path);
      if (found instanceof Refusal) return found;
      const { row } = found;
      const path = check(row.operation.pathParameters, found.path, 404);
      if (path instanceof Refusal) return path;
      const texts = parseQuery(head.query);
      const query = texts instanceof Refusal ? texts : check(row.operation.queryParameters, texts, 400);
      if (query instanceof Refusal) return query;
      return { row, input: { path, query, lastEventId: head.headers.lastEventId } };
    },
    refuse({ method }, refusal) {
      const reply = encodeRefusal(refusal, redact);
      return method === 'HEAD' ? withoutBody(reply) : reply;
    },
  };
}
