import fc from 'fast-check';
import { anyBody } from './bodies.ts';
import { badWrites, controlReads, foreignWrites } from './control-requests.ts';
import { extras, hosts, keys } from './headers.ts';
import type { Request } from './request.ts';
import { apiTargets, oddTargets } from './targets.ts';
import { toRequest, versions } from './to-request.ts';

const OTHER_METHODS = [
  'HEAD',
  'OPTIONS',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'TRACE',
  'PROPFIND',
  'PURGE',
  'M-SEARCH',
  'LINK',
];
const methods = fc.oneof({ weight: 4, arbitrary: fc.constant('GET') }, fc.constantFrom(...OTHER_METHODS));

const toApi = fc
  .record({
    method: methods,
    target: fc.oneof({ weight: 4, arbitrary: apiTargets }, oddTargets),
    version: versions,
    groups: fc.tuple(hosts, keys, extras),
    body: anyBody,
  })
  .map(toRequest);

/** Requests that change nothing, however many of their bytes are others. */
export const readingRequests: fc.Arbitrary<Request> = fc.oneof({ weight: 6, arbitrary: toApi }, controlReads);

/** The same, and requests that would change the state but for their body or for a guard. */
export const wholeRequests: fc.Arbitrary<Request> = fc.oneof(
  { weight: 12, arbitrary: readingRequests },
  { weight: 2, arbitrary: badWrites },
  foreignWrites,
);
