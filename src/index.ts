/**
 * A stateful mock of OpenReplay's user-sessions API. Runs in Node and in the browser.
 *
 * @packageDocumentation
 */
export { createFetch } from './adapters/web.ts';
export type { MockReply, MockRequest } from './endpoint/message.ts';
export {
  MockError,
  type MockErrorCode,
  OptionError,
  RecordError,
  type RecordIssue,
  UnavailableError,
} from './errors.ts';
export { createMock, type Mock } from './mock.ts';
export { DEFAULT_NOW, DEVELOPMENT_KEY, type MockOptions } from './options.ts';
export { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from './schema/documented.ts';
export type { ClickEvent, InputEvent, LocationEvent, SessionEvent } from './schema/session-event.ts';
export type { EventInput, RecordInput } from './store/record-input.ts';
export type { Snapshot } from './store/snapshot.ts';
