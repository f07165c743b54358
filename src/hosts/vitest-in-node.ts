/**
 * The contract as a Vitest suite in Node, with raw connections.
 *
 * @packageDocumentation
 */
import type { Selection, Target } from '../contract/index.ts';
import { describeSessionsContract as describeContract } from '../contract/vitest.ts';
import { nodeConnections } from './node-connections.ts';

/**
 * Declares a suite that verifies a server against the contract, as the suite for browsers does, and over raw
 * connections too. A target with its own `fetch`, which may answer in process, has raw connections only if it brings
 * its own.
 *
 * @param target - the server, or a function that returns it when the suite starts.
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
