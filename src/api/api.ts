import type { HeaderReader } from './headers.ts';
import type { Operation, OperationReply } from './operation.ts';
import type { Problem, Refused } from './problem.ts';

/** What the head of a request has to have right before an operation is answered. */
export type HeadCheck =
  /** The key is there and known. */
  | 'key'
  /** The project in the path is known. */
  | 'project'
  /** The path parameters fit their schema. */
  | 'path'
  /** The query parameters fit theirs. */
  | 'query';

/** What its body has to have right. */
export type BodyCheck =
  /** The body is there if it has to be, and not too large. */
  | 'size'
  /** The body is JSON and fits its schema. */
  | 'body';

export type Check = HeadCheck | BodyCheck;

/** How a client shows its key. */
export interface Security {
  /** The name of the scheme in the OpenAPI document. */
  readonly name: string;
  /** The header that carries the key. */
  readonly header: string;
  /** The word of HTTP authentication in front of the key, if there is one, as OpenAPI names it. */
  readonly scheme?: 'bearer';
  /** Whether requests without a key may be let in. @defaultValue `false` */
  readonly isOptional?: boolean;
  readonly description: string;
  /** Writes the header's value for a key. */
  toHeader(key: string): string;
  /** Reads the key from the header's value; undefined where it holds none. */
  readKey(header: string): string | undefined;
}

/** What an API's OpenAPI document says of it besides its operations. */
export interface ApiInfo {
  readonly title: string;
  readonly description: string;
  /** The groups that operations are listed in, by name. */
  readonly tags: Readonly<Record<string, string>>;
  /** Whether real servers have it, and not the mock alone. */
  readonly isReal: boolean;
  /** Further fields of the document, whose names begin with `x-`. */
  readonly extensions?: Readonly<Record<`x-${string}`, unknown>>;
}

/** What a path was read as, or what is answered at once. */
export type PathRead = { readonly path: string } | Refused;

/** A reply before it is sent. */
export interface FinishedReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

export type Finished = FinishedReply | Promise<FinishedReply>;

/** The rules of an API: what requests are answered by. */
export interface ApiRules {
  /** Tells APIs apart. */
  readonly id: string;
  /** Where it is on its host, without a slash at the end. */
  readonly basePath: string;
  /** Where else it is on its host. @defaultValue nowhere */
  readonly otherBasePaths?: readonly string[];
  readonly security: Security;
  /** What is checked before an operation is answered, in this order. */
  readonly checks: readonly Check[];
  /** Whether pages of other origins may use it: OPTIONS is then answered. */
  readonly isForPages: boolean;
  /** What OPTIONS is answered with. @defaultValue 204 and the methods */
  readonly options?: Refused;
  /** Whether HEAD is answered where GET is. @defaultValue `true` */
  readonly answersHead?: boolean;
  /** What counts of query parameters of one name. @defaultValue `'none'`: they are refused */
  readonly repeatedParameter?: 'none' | 'first' | 'last';
  /** Bodies of more bytes are sent in chunks, without their length. @defaultValue none */
  readonly chunksAbove?: number;
  /**
   * Reads a path before it is routed, for servers that decode it first: the parameters are then taken as they stand in
   * what it gives. It may send the client elsewhere.
   *
   * @defaultValue it is routed as it came, and the parameters are percent-decoded
   */
  readPath?(path: string, query: string, header?: HeaderReader): PathRead;
  /**
   * Answers an OPTIONS request by which a browser asks for a page, on any path; undefined where it is none.
   *
   * @defaultValue OPTIONS is answered where the API is for pages
   */
  readPreflight?(header: HeaderReader): Refused | undefined;
  /**
   * Adds to each reply what the API's replies have in common, its headers for pages among them.
   *
   * @defaultValue replies stay as they are
   */
  finish?(reply: FinishedReply, header: HeaderReader, method: string): Finished;
  /** Says what is wrong with a request. */
  refuse(problem: Problem): Refused;
}

/** An API as a value: its rules and its words. What answers its operations is a service over it. */
export interface Api extends ApiRules {
  /** In reading order. */
  readonly operations: readonly Operation[];
  readonly info: ApiInfo;
  /** What any refusal looks like that no operation lists, for the document. */
  readonly otherRefusal?: OperationReply;
}
