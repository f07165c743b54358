import { z } from 'zod';
import { errorReplySchema } from '../../api/reply.ts';

/** Where the control API is. */
export const CONTROL_PATH = '/__kit';

/** The body that an operation takes. */
export interface ControlBody {
  readonly schema: z.ZodType;
  /** Whether a request without a body is refused; if not, it is taken as `{}`. */
  readonly required: boolean;
  /** Who checks it: the control API by `schema`, or the mock, which then tells more. */
  readonly checkedBy: 'schema' | 'mock';
  /** Shown instead of the schema's own example. */
  readonly example?: unknown;
}

/** One way an operation of the control API answers. A reply without a schema has no body. */
export interface ControlReplyRow {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** @defaultValue `'application/json'` */
  readonly contentType?: string;
  /** The data of each type of server-sent event in a stream. */
  readonly events?: Readonly<Record<string, z.ZodType>>;
}

/** An operation of the control API as one row of data: what handles it and what describes it follow from it. */
export interface ControlOperation {
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path below {@link CONTROL_PATH}, with `{name}` for each path parameter. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description: string;
  readonly tag: string;
  readonly pathParameters: z.ZodObject;
  /** Unknown ones are refused. */
  readonly queryParameters: z.ZodObject;
  readonly body?: ControlBody;
  /** What is particular to the operation; {@link repliesOf} gives all. */
  readonly replies: Readonly<Record<number, ControlReplyRow>>;
}

/** The parameters of an operation that has none. */
export const NO_PARAMETERS = z.strictObject({});

/** Builds the row of a refusal. */
export function refusal(description: string): ControlReplyRow {
  return { description, schema: errorReplySchema };
}

const FOR_ALL = {
  401: refusal('A control key is set and the request does not carry it in X-Control-Key.'),
  403: refusal(
    'The request comes from a page of another site, or, while no control key is set, from another machine or under a foreign host name.',
  ),
};

const FOR_BODIES = {
  413: refusal('The body is larger than the server takes, or holds more items or longer texts.'),
  415: refusal('The content type is not application/json.'),
};

/** Gives all replies of an operation, those that every operation has included, by rising status. */
export function repliesOf({ body, replies }: ControlOperation): Readonly<Record<number, ControlReplyRow>> {
  return { ...FOR_ALL, ...(body && FOR_BODIES), ...replies };
}
