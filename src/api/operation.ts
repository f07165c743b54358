import type * as z from '../shared/zod.ts';

/** An example reply body, which can be requested by name. */
export interface NamedExample {
  readonly summary: string;
  readonly value: unknown;
}

/** The JSON body that an operation accepts. */
export interface OperationBody {
  readonly schema: z.ZodType;
  /** Whether a request without a body is refused; if not, it counts as `{}`. */
  readonly required: boolean;
  /** Whether an empty one still counts as `{}`: the document then only requires its content type. */
  readonly mayBeEmpty?: true;
  /** Who checks it: the router with `schema`, or the answer, which reports more. */
  readonly checkedBy: 'schema' | 'answer';
  /** What the answer receives: JSON as a value, or the raw bytes. @defaultValue `'json'` */
  readonly form?: 'json' | 'bytes';
  /** How many bytes it may have. @defaultValue the host's limit */
  readonly mostBytes?: number;
  /** Replaces the schema's own example. */
  readonly example?: unknown;
}

/** One reply of an operation. Without a schema it has no body. */
export interface OperationReply {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** @defaultValue `'application/json'` */
  readonly contentType?: string;
  /** The data of each type of server-sent event in a stream. */
  readonly events?: Readonly<Record<string, z.ZodType>>;
  /** Bodies by name; Prism answers with the first. */
  readonly examples?: Readonly<Record<string, NamedExample>>;
}

/** The part of an operation for routing and checks. */
export interface OperationHead {
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path below the API's base path, with `{name}` for each path parameter. */
  readonly path: `/${string}`;
  /** With a parameter `projectKey` the operation belongs to a project, which must exist. */
  readonly pathParameters: z.ZodObject;
  /** Unknown parameters are ignored by a loose or plain object, and refused by a strict one. */
  readonly queryParameters: z.ZodObject;
  readonly body?: OperationBody;
}

/** An operation of an API as one row of data, from which its routing, checks, answers and description follow. */
export interface Operation extends OperationHead {
  readonly summary: string;
  readonly description: string;
  readonly tag: string;
  /** Headers that matter here, for the document; the answer reads them itself. */
  readonly headers?: z.ZodObject;
  readonly replies: Readonly<Record<number, OperationReply>>;
}
