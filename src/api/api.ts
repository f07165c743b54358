import type { HeaderReader } from './headers.ts';
import type { Operation, OperationReply } from './operation.ts';
import type { Problem, Refused } from './problem.ts';

/** The checks of a request's head before an operation is answered. */
export type HeadCheck =
  /** The key is present and known. */
  | 'key'
  /** The project in the path is known. */
  | 'project'
  /** The path parameters match their schema. */
  | 'path'
  /** The query parameters match theirs. */
  | 'query';

/** The checks of its body. */
export type BodyCheck =
  /** The body is present if required, and not too large. */
  | 'size'
  /** The body is JSON and matches its schema. */
  | 'body';

export type Check = HeadCheck | BodyCheck;

/** How a client sends its key. */
export interface Security {
  /** The name of the scheme in the OpenAPI document. */
  readonly name: string;
  /** The header with the key. */
  readonly header: string;
  /** The HTTP authentication scheme before the key, if any, as named in OpenAPI. */
  readonly scheme?: 'bearer';
  /** Whether requests without a key may be accepted. @defaultValue `false` */
  readonly isOptional?: boolean;
  /** Whether the first of several such headers counts; otherwise none of them does. @defaultValue `false` */
  readonly takesFirst?: boolean;
  readonly description: string;
  /** Writes the header's value for a key. */
  toHeader(key: string): string;
  /** Reads the key from the header's value; undefined if it has none. */
  readKey(header: string): string | undefined;
}

/** What an API's OpenAPI document says besides its operations. */
export interface ApiInfo {
  readonly title: string;
  readonly description: string;
  /** The groups of operations, by name. */
  readonly tags: Readonly<Record<string, string>>;
  /** Whether real servers have it, and not the mock alone. */
  readonly isReal: boolean;
  /** Further fields of the document, whose names start with `x-`. */
  readonly extensions?: Readonly<Record<`x-${string}`, unknown>>;
}

/** A path as read, or an immediate reply. */
export type PathRead = { readonly path: string } | Refused;

/** A reply before it is sent. */
export interface FinishedReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
  /** Whether no page of another origin may read it, whatever the host allows. @defaultValue `false` */
  readonly isForNoPage?: boolean | undefined;
}

export type Finished = FinishedReply | Promise<FinishedReply>;

/** The rules by which an API answers requests. */
export interface ApiRules {
  /** Identifies the API. */
  readonly id: string;
  /** Its path on its host, without a trailing slash. */
  readonly basePath: string;
  /** Further paths on its host. @defaultValue none */
  readonly otherBasePaths?: readonly string[];
  readonly security: Security;
  /** The checks before an operation is answered, in this order. */
  readonly checks: readonly Check[];
  /** Whether pages of other origins may use it: OPTIONS is then answered. */
  readonly isForPages: boolean;
  /** The reply to OPTIONS. @defaultValue 204 and the methods */
  readonly options?: Refused;
  /** Whether HEAD is answered wherever GET is. @defaultValue `true` */
  readonly answersHead?: boolean;
  /** Which of repeated query parameters counts. @defaultValue `'none'`: they are refused */
  readonly repeatedParameter?: 'none' | 'first' | 'last';
  /** Larger bodies, in bytes, are sent in chunks, without their length. @defaultValue none */
  readonly chunksAbove?: number;
  /**
   * Reads a path before it is routed, for servers that decode it first: the parameters are then taken from the result
   * as they are. It may redirect the client.
   *
   * @defaultValue the path is routed as received, and the parameters are percent-decoded
   */
  readPath?(path: string, query: string, header?: HeaderReader): PathRead;
  /**
   * Answers a CORS preflight on any path; undefined if the request is not one.
   *
   * @defaultValue OPTIONS is answered if the API is for pages
   */
  readPreflight?(header: HeaderReader): Refused | undefined;
  /**
   * Adds to each reply what the API's replies have in common, such as CORS headers.
   *
   * @defaultValue replies are unchanged
   */
  finish?(reply: FinishedReply, header: HeaderReader, method: string): Finished;
  /** Builds the refusal of a request. */
  refuse(problem: Problem): Refused;
}

/** An API as a value: its rules and its texts. A service answers its operations. */
export interface Api extends ApiRules {
  /** In reading order. */
  readonly operations: readonly Operation[];
  readonly info: ApiInfo;
  /** The format of any refusal that no operation lists, for the document. */
  readonly otherRefusal?: OperationReply;
}
