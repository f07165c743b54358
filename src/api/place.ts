import type { Api } from './api.ts';

/** Where an API is: all that hosts need before the first request to it. */
export interface ApiPlace {
  /** Identifies the API. */
  readonly id: string;
  /** Its base paths, without a trailing slash: the deployed one, then that of the bare service. */
  readonly basePaths: readonly [string, ...string[]];
  /** The paths of its operations below each of these, with `{name}` for a parameter. */
  readonly paths: readonly string[];
  /** The methods that pages of other origins may use. */
  readonly methodsForPages: readonly string[];
  /** The plain text with which its real servers answer what is not HTTP. @defaultValue the host says what is wrong */
  readonly notHttp?: string;
  /** Loads its texts and rules. */
  loadApi(): Promise<Api>;
}

/** Whether a path is at one of some base paths, or below. */
export function isAt(basePaths: readonly string[], path: string): boolean {
  return basePaths.some((base) => path.startsWith(base) && (path[base.length] ?? '/') === '/');
}
