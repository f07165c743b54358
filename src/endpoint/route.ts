import type { Operation } from '../schema/operation.ts';

/** Finds an operation by its path: gives the path parameters as sent, or undefined. */
export type RouteMatcher = (path: string) => Readonly<Record<string, string>> | undefined;

/** Builds the matcher of an operation's path below a base path. */
export function createRouteMatcher(operation: Operation, basePath: string): RouteMatcher {
  const pattern = operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  const whole = new RegExp(`^${escapePattern(basePath)}${pattern}$`);
  return (path) => whole.exec(path)?.groups;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
