import type * as z from '../shared/zod.ts';

/** A reply body that is shown, and may be asked for by name. */
export interface NamedExample {
  readonly summary: string;
  readonly value: unknown;
}

/** The JSON body that an operation takes. */
export interface OperationBody {
  readonly schema: z.ZodType;
  /** Whether a request without a body is refused; if not, it is taken as `{}`. */
  readonly required: boolean;
  /** Whether an empty one is taken as `{}` all the same: what the document asks for is then its content type. */
  readonly mayBeEmpty?: true;
  /** Who checks it: the router by `schema`, or what answers, which then tells more. */
  readonly checkedBy: 'schema' | 'answer';
  /** What what answers is given: JSON as a value, or the bytes as they came. @defaultValue `'json'` */
  readonly form?: 'json' | 'bytes';
  /** How many bytes it may have. @defaultValue as many as the host takes */
  readonly mostBytes?: number;
  /** Shown instead of the schema's own example. */
  readonly example?: unknown;
}

/** One way an operation answers. A reply without a schema has no body. */
export interface OperationReply {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** @defaultValue `'application/json'` */
  readonly contentType?: string;
  /** The data of each type of server-sent event in a stream. */
  readonly events?: Readonly<Record<string, z.ZodType>>;
  /** Bodies by name; the first is what Prism answers with. */
  readonly examples?: Readonly<Record<string, NamedExample>>;
}

/** What of an operation a request is routed and checked by. */
export interface OperationHead {
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path below the API's base path, with `{name}` for each path parameter. */
  readonly path: `/${string}`;
  /** An operation with a parameter `projectKey` is one of a project, which has to exist. */
  readonly pathParameters: z.ZodObject;
  /** Parameters that a loose or plain object does not name are ignored; a strict one refuses them. */
  readonly queryParameters: z.ZodObject;
  readonly body?: OperationBody;
}

/** An operation of an API as one row of data: what routes, checks, answers and describes it follows from it. */
export interface Operation extends OperationHead {
  readonly summary: string;
  readonly description: string;
  readonly tag: string;
  /** Headers that mean something here, for the document; what answers reads them itself. */
  readonly headers?: z.ZodObject;
  readonly replies: Readonly<Record<number, OperationReply>>;
}
