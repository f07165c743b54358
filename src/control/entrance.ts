import type { ErrorReply } from '../api/error-reply.ts';
import { Refusal } from '../api/problem.ts';
import { controlApi } from '../kit/control/api.ts';
import { createRedaction } from '../mock/log/request-log.ts';
import { DEVELOPMENT_KEY } from '../mock/options.ts';
import { type CheckedRequest, checkHead, type Known, startVisit, type Visit } from '../serve/checks.ts';
import { fromRefused } from '../serve/reply.ts';
import { createRouter, refusePath, rowFor } from '../serve/router.ts';
import { recordedRows } from './answers/recorded.ts';
import { requestRows } from './answers/requests.ts';
import { switchRows } from './answers/switches.ts';
import { worldRows } from './answers/world.ts';
import { createGate, type GateOptions, refuseContentType } from './gate.ts';
import { type ControlHead, type ControlRequest, toClosed, type WholeReply } from './message.ts';
import type { ControlRow } from './row.ts';

/** All rows, in reading order. */
export const controlRows: readonly ControlRow[] = [...worldRows, ...recordedRows, ...switchRows, ...requestRows];

/** Options of the entrance. */
interface EntranceOptions extends GateOptions {
  /** The API's keys, which refusals never show. */
  readonly keys: readonly string[];
}

/** An admitted request: its row, and what it asks for besides the body. */
type Admitted = Visit<ControlRow>;

/** Admits or refuses requests. */
interface Entrance {
  /** Decides by the head of a request alone, so that the body of a refused request is not read. */
  admit(head: ControlHead | (ControlRequest & Pick<CheckedRequest, 'bodyLimits'>)): Admitted | Refusal;
  /** Builds the reply to a refused request. */
  refuse(head: ControlHead, refusal: Refusal): WholeReply;
}

/** The gate checks keys, and operations check projects. */
const UNKNOWN: Known = { keys: new Set(), hasProject: () => false };
const MOUNTED = { api: controlApi, basePath: controlApi.basePath, rows: controlRows };

/** Builds the entrance: it checks access, routes, and parses parameters. */
export function createEntrance({ keys, controlKey, hostNames }: EntranceOptions): Entrance {
  const gate = createGate({ controlKey, hostNames });
  const router = createRouter([MOUNTED]);
  const secrets = controlKey === undefined ? keys : [...keys, controlKey];
  // received values are shown as JSON, where some characters are escaped
  const redact = createRedaction(
    secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]),
    DEVELOPMENT_KEY,
  );
  return {
    admit(head) {
      const refused = gate(head);
      if (refused) return refused;
      const target = router.targetOf(head.path);
      if (!target) return refusePath(MOUNTED, head);
      const row = rowFor(target, head.method);
      if (row instanceof Refusal) return row;
      const refusedType = refuseContentType(head);
      if (refusedType) return refusedType;
      const visit = startVisit('readBody' in head ? head : { query: head.query }, target, row);
      return checkHead(visit, UNKNOWN) ?? visit;
    },
    refuse({ method }, { problem }) {
      const { body, ...refused } = controlApi.refuse(problem);
      // Cast: all refusals of the control API have such a body
      const { errors } = body as ErrorReply;
      const reply = toClosed(fromRefused({ ...refused, body: { errors: errors.map(redact) } }));
      return method === 'HEAD' ? { ...reply, body: undefined } : reply;
    },
  };
}
