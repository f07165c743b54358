/**
 * A stateful mock of OpenReplay's user-sessions API. Runs in Node and in the browser.
 *
 * @packageDocumentation
 */
export { createFetch } from './adapters/web.ts';
export type { Clock } from './clock/clock.ts';
export type { Delivery, MockReply, MockRequest } from './endpoint/message.ts';
export {
  MockError,
  type MockErrorCode,
  OptionError,
  RecordError,
  type RecordIssue,
  UnavailableError,
} from './errors.ts';
export type { Fault } from './faults/fault.ts';
export type { LogEntry, RequestLog } from './log/request-log.ts';
export { createMock, type Mock } from './mock.ts';
export { DEFAULT_NOW, DEVELOPMENT_KEY, type MockOptions } from './options.ts';
export type { ScenarioState } from './scenarios/scenario-set.ts';
export type { Change } from './schema/change.ts';
export { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from './schema/documented.ts';
export type { FaultInput } from './schema/fault.ts';
export type { EventInput, RecordedRow, RecordInput, Snapshot } from './schema/record.ts';
export type { ScenarioName, ScenarioTarget } from './schema/scenario.ts';
export type { ClickEvent, InputEvent, LocationEvent, SessionEvent } from './schema/session-event.ts';
export type { Journal } from './store/journal.ts';
export type { ListedUser, UserPage, UserQuery } from './users/find-users.ts';
export type { SessionPlace, UserHandle, VisitBuilder } from './users/user-handle.ts';
