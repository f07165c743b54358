import { refuse } from '../../api/problem.ts';
import {
  deleteFault,
  deleteFaults,
  deleteScenario,
  deleteScenarios,
  getClock,
  getFaults,
  getScenarios,
  patchClock,
  postFault,
  putScenario,
} from '../../kit/control/switch-operations.ts';
import { INTERNALS } from '../../mock/internals.ts';
import { parseDuration } from '../../shared/duration.ts';
import { type ControlRow, row } from '../row.ts';

const NO_TIME = 'speed: must be 0 or left out, as this mock has no real time to follow; `openreplay-kit mock` has.';

const NO_SCENARIO = refuse(404, 'name: must be the name of a scenario.');

export const switchRows: readonly ControlRow[] = [
  row(getScenarios, ({ mock }) => ({ scenarios: mock.scenarios() })),
  row(
    putScenario,
    ({ mock }, { path: { name }, body }) => {
      mock.use(name, body);
      return mock.scenarios().find((scenario) => scenario.name === name) ?? NO_SCENARIO;
    },
    'scenarios',
  ),
  row(
    deleteScenario,
    ({ mock }, { path: { name } }) =>
      mock.disable(name) ? undefined : refuse(404, `name: the scenario ${name} is not switched on.`),
    'scenarios',
  ),
  row(
    deleteScenarios,
    ({ mock }) => {
      for (const { name, isOn } of mock.scenarios()) if (isOn) mock.disable(name);
    },
    'scenarios',
  ),

  row(getFaults, ({ mock }) => ({ faults: mock.faults.list() })),
  row(postFault, ({ mock }, { body }) => mock.faults.add(body), 'faults'),
  row(
    deleteFault,
    ({ mock }, { path: { id } }) =>
      mock.faults.remove(id)
        ? undefined
        : refuse(404, `id: must be the ID of a fault that is set, received ${JSON.stringify(id)}.`),
    'faults',
  ),
  row(deleteFaults, ({ mock }) => mock.faults.clear(), 'faults'),

  row(getClock, ({ mock: { clock } }) => ({ now: clock.now(), speed: clock.speed })),
  row(
    patchClock,
    ({ mock, timeSource }, { body: { advance = 0, speed } }) => {
      const { clock } = mock;
      // read before anything is changed, so that a change is all or nothing
      const byMs = parseDuration(advance, 'advance');
      if (speed !== undefined && speed > 0 && !timeSource) return refuse(400, NO_TIME);
      clock.advance(byMs);
      if (speed !== undefined) mock[INTERNALS].setClockSpeed(speed, timeSource ?? clock.now);
      return { now: clock.now(), speed: clock.speed };
    },
    'clock',
  ),
];
