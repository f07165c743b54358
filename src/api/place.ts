import type { Api } from './api.ts';

/** Where an API is: all that hosts need to know of it before it is first asked. */
export interface ApiPlace {
  /** Tells APIs apart. */
  readonly id: string;
  /** Where it is on its host, without a slash at the end: where it is deployed, then where its service alone has it. */
  readonly basePaths: readonly [string, ...string[]];
  /** The paths of its operations below each of these, with `{name}` for a parameter. */
  readonly paths: readonly string[];
  /** The methods that pages of other origins may use. */
  readonly methodsForPages: readonly string[];
  /** Loads its words and rules. */
  loadApi(): Promise<Api>;
}

/** Whether a path is at one of some base paths, or below. */
export function isAt(basePaths: readonly string[], path: string): boolean {
  return basePaths.some((base) => path.startsWith(base) && (path[base.length] ?? '/') === '/');
}
