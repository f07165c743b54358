/**
 * A stateful mock of OpenReplay's user-sessions API. Runs in Node and in the browser.
 *
 * @packageDocumentation
 */

export { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from './api/documented/events.ts';
export type { ClickEvent, InputEvent, LocationEvent, SessionEvent } from './api/session-event.ts';
export type { SiteInput } from './data/model/site-schema.ts';
export { createFetch } from './hosts/web.ts';
export type { Counter, Entry, Journal } from './journal/journal.ts';
export type { Change, SettingsChange, WholeChange } from './kit/change.ts';
export type { RecordedChange } from './kit/change-schema.ts';
export type { FaultInput } from './kit/fault.ts';
export type { EventInput, RecordedEvent, RecordedRow, RecordInput, SessionInput, Snapshot } from './kit/record.ts';
export type { ScenarioName, ScenarioTarget } from './kit/scenario.ts';
export type { Settings } from './kit/settings.ts';
export type { Clock } from './mock/clock/clock.ts';
export type { Fault } from './mock/faults/fault.ts';
export type { Faults } from './mock/faults/fault-set.ts';
export type { LogEntry, LogScope, RequestLog } from './mock/log/request-log.ts';
export { createMock, type Mock } from './mock/mock.ts';
export { DEFAULT_NOW, DEVELOPMENT_KEY, type MockOptions } from './mock/options.ts';
export type { ScenarioState } from './mock/scenarios/scenario-set.ts';
export type { ListedUser, UserPage, UserQuery } from './mock/users/find-users.ts';
export type { SessionPlace, UserHandle, VisitBuilder } from './mock/users/user-handle.ts';
export type { Delivery, MockReply, MockRequest } from './serve/message.ts';
export {
  MockError,
  type MockErrorCode,
  OptionError,
  RecordError,
  type RecordIssue,
  UnavailableError,
} from './shared/errors.ts';
