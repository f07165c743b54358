/**
 * The contract as a Vitest suite in Node, where raw connections are to be had.
 *
 * @packageDocumentation
 */
import type { Selection, Target } from '../contract/index.ts';
import { describeSessionsContract as describeContract } from '../contract/vitest.ts';
import { nodeConnections } from './node-connections.ts';

/**
 * Declares a suite that holds a server against the contract, as the suite for browsers does, and asks over raw
 * connections too. A target with a `fetch` of its own, which may answer in process, gets none unless it brings its own.
 *
 * @param target - the server, or a function that gives it when the suite starts.
 * @example
 * ```ts
 * describeSessionsContract(() => ({ baseUrl, key, projectKey, userIds: ['ada@example.org'] }));
 * ```
 */
export function describeSessionsContract(
  target: Target | (() => Target | Promise<Target>),
  options: Selection & { readonly strict?: boolean } = {},
): void {
  describeContract(async () => withConnections(typeof target === 'function' ? await target() : target), options);
}

function withConnections(target: Target): Target {
  return target.fetch ? target : { connect: nodeConnections(), ...target };
}
