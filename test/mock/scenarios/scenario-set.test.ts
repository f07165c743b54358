import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SCENARIO_NAMES, type ScenarioName, type ScenarioTarget } from '../../../src/kit/scenario.ts';
import { FaultSet } from '../../../src/mock/faults/fault-set.ts';
import { ScenarioSet } from '../../../src/mock/scenarios/scenario-set.ts';
import type { Effect } from '../../../src/serve/trouble.ts';
import { OptionError } from '../../../src/shared/errors.ts';

const PLAIN = { history: 'whole', inputEvents: false, clockSkew: false };
const ADA = { projectKey: 'shop', userId: 'ada' };
const BOB = { projectKey: 'shop', userId: 'bob' };
const AWAY = { projectKey: 'club', userId: 'ada' };

function using(...names: ScenarioName[]): ScenarioSet {
  const scenarios = new ScenarioSet({ seed: 1, inputEvents: false });
  for (const name of names) scenarios.use(name);
  return scenarios;
}

function effectOf(scenarios: ScenarioSet, addressee = ADA): Effect | undefined {
  // without counts that are kept elsewhere, no answer is a promise
  return scenarios.nextEffect(new FaultSet({ seed: 1 }), addressee) as Effect | undefined;
}

function viewOf(scenarios: ScenarioSet, { projectKey, userId } = ADA) {
  return scenarios.viewOf(projectKey, userId);
}

function namesOn(scenarios: ScenarioSet): ScenarioName[] {
  return scenarios
    .list()
    .filter(({ isOn }) => isOn)
    .map(({ name }) => name);
}

describe('the set', () => {
  test('lists all scenarios, switched on or not', () => {
    const scenarios = using('outage');
    scenarios.use('empty', { userId: 'ada' });
    expect(scenarios.list().map(({ name }) => name)).toEqual(SCENARIO_NAMES);
    expect(scenarios.list()).toContainEqual({
      name: 'outage',
      summary: 'Every request is refused with status 503.',
      isOn: true,
      target: {},
    });
    expect(scenarios.list().find(({ name }) => name === 'empty')).toMatchObject({
      isOn: true,
      target: { userId: 'ada' },
    });
    expect(scenarios.list().find(({ name }) => name === 'slow')).toMatchObject({ isOn: false, target: {} });
  });

  test('reports whether a scenario was on when it is switched off', () => {
    const scenarios = using('outage');
    expect(scenarios.disable('outage')).toBe(true);
    expect(scenarios.disable('outage')).toBe(false);
    expect(effectOf(scenarios)).toBeUndefined();
  });

  test('is as good as new once everything is switched off, in whatever way', () => {
    const names = fc.uniqueArray(fc.constantFrom(...SCENARIO_NAMES));
    fc.assert(
      fc.property(names, fc.boolean(), (used, isCleared) => {
        const scenarios = using(...used);
        expect(new Set(namesOn(scenarios))).toEqual(new Set(used));
        for (const name of SCENARIO_NAMES) expect(scenarios.isOn(name)).toBe(used.includes(name));
        if (isCleared) scenarios.clear();
        else for (const name of used) scenarios.disable(name);
        expect(scenarios.list()).toEqual(using().list());
        expect(scenarios).toMatchObject({ isPlain: true, hasFaults: false });
        expect(viewOf(scenarios)).toEqual(PLAIN);
        expect(scenarios.hasUnsafeIds('shop', 'ada')).toBe(false);
        expect(effectOf(scenarios)).toBeUndefined();
      }),
    );
  });

  test('refuses an unknown name, and lists the known ones', () => {
    const scenarios = using();
    for (const name of ['Outage', '', 'toString', 7, null, undefined]) {
      // a caller without types can give anything
      const untyped = name as ScenarioName;
      expect(() => scenarios.use(untyped)).toThrow(OptionError);
      expect(() => scenarios.disable(untyped)).toThrow(OptionError);
      expect(() => scenarios.use(untyped)).toThrow(
        SCENARIO_NAMES.slice(0, -1)
          .map((name) => `"${name}"`)
          .join(', '),
      );
    }
    expect(() => scenarios.use('Outage' as ScenarioName)).toThrow('received "Outage"');
    expect(namesOn(scenarios)).toEqual([]);
  });

  test('refuses a target that cannot be used, and stays as it was', () => {
    const scenarios = new ScenarioSet({ seed: 1, inputEvents: false });
    scenarios.use('outage', { userId: 'ada' });
    const use = (target: unknown) => () => scenarios.use('outage', target as ScenarioTarget);
    expect(use({ user: 'bob' })).toThrow('Failed to use the scenario outage: input: there is no field "user"');
    expect(use({ userId: '' })).toThrow('userId: expected at least one character, received ""');
    expect(use('bob')).toThrow(OptionError);
    expect(scenarios.list().find(({ name }) => name === 'outage')?.target).toEqual({ userId: 'ada' });
    expect(effectOf(scenarios, BOB)).toBeUndefined();
  });
});

describe('the faults of a scenario', () => {
  test.each([
    ['outage', { status: 503, message: 'The service is unavailable.', headers: {} }],
    ['expired-key', { status: 401, message: 'The API key has expired.', headers: {} }],
    [
      'rate-limited',
      { status: 429, message: 'Too many requests: try again in 30 seconds.', headers: { 'retry-after': '30' } },
    ],
  ] as const)('%s refuse every request', (name, refusal) => {
    const scenarios = using(name);
    expect(scenarios.hasFaults).toBe(true);
    for (let n = 0; n < 20; n++) expect(effectOf(scenarios)).toEqual({ faultIds: [`${name}-1`], delayMs: 0, refusal });
  });

  test('truncated-reply cut every reply at six tenths', () => {
    expect(effectOf(using('truncated-reply'))).toEqual({ faultIds: ['truncated-reply-1'], delayMs: 0, cut: 0.6 });
  });

  test('slow hold every reply back and refuse none', () => {
    const scenarios = using('slow');
    const effects = Array.from({ length: 500 }, () => effectOf(scenarios));
    for (const effect of effects) expect(Object.keys(effect ?? {}).sort()).toEqual(['delayMs', 'faultIds']);
    const delays = effects.map((effect) => effect?.delayMs ?? 0).sort((a, b) => a - b);
    expect(delays[0]).toBeGreaterThanOrEqual(225);
    expect(delays[250]).toBeGreaterThan(700);
    expect(delays[250]).toBeLessThan(1100);
    expect(delays.at(-1)).toBeLessThanOrEqual(12_000);
  });

  test('flaky fail a quarter of the requests, the same ones for the same seed', () => {
    const run = () => {
      const scenarios = using('flaky');
      return Array.from({ length: 10_000 }, () => effectOf(scenarios));
    };
    const effects = run();
    const share = (matches: (effect: Effect) => boolean) =>
      effects.filter((effect) => effect && matches(effect)).length / effects.length;
    expect(share(({ refusal }) => refusal?.status === 500)).toBeCloseTo(0.15, 1.5);
    expect(share(({ refusal }) => refusal?.headers['retry-after'] === '1')).toBeCloseTo(0.05, 1.5);
    expect(share(({ drop }) => drop === true)).toBeCloseTo(0.05, 1.5);
    expect(share(({ refusal, drop }) => refusal !== undefined || drop === true)).toBeCloseTo(0.25, 1.5);
    expect(share(({ delayMs }) => delayMs >= 20 && delayMs <= 200)).toBe(1);
    expect(run()).toEqual(effects);
  });

  test('start over when the scenario is used again', () => {
    const scenarios = using('flaky');
    const draw = () => Array.from({ length: 30 }, () => effectOf(scenarios));
    const before = draw();
    scenarios.use('flaky');
    expect(draw()).toEqual(before);
  });

  test('apply to the target only, and the latest one counts', () => {
    const scenarios = new ScenarioSet({ seed: 1, inputEvents: false });
    scenarios.use('outage', ADA);
    expect([ADA, BOB, AWAY].filter((one) => effectOf(scenarios, one))).toEqual([ADA]);
    scenarios.use('outage', { projectKey: 'shop' });
    expect([ADA, BOB, AWAY].filter((one) => effectOf(scenarios, one))).toEqual([ADA, BOB]);
    scenarios.use('outage', { userId: 'ada' });
    expect([ADA, BOB, AWAY].filter((one) => effectOf(scenarios, one))).toEqual([ADA, AWAY]);
    scenarios.use('outage');
    expect([ADA, BOB, AWAY].filter((one) => effectOf(scenarios, one))).toEqual([ADA, BOB, AWAY]);
  });

  test('come after those that are set one by one, which stay apart', () => {
    const scenarios = using('outage');
    const faults = new FaultSet({ seed: 1 });
    faults.add({ status: 418, latency: 30, times: 1 });
    expect(faults.list()).toHaveLength(1);
    expect(scenarios.nextEffect(faults, ADA)).toMatchObject({ faultIds: ['fault-1'], refusal: { status: 418 } });
    expect(scenarios.nextEffect(faults, ADA)).toMatchObject({ faultIds: ['outage-1'], refusal: { status: 503 } });
    faults.clear();
    expect(scenarios.nextEffect(faults, ADA)).toMatchObject({ refusal: { status: 503 } });
  });

  test('of several scenarios combine, the one used first ending the request', () => {
    const scenarios = using('slow', 'rate-limited', 'outage');
    const effect = effectOf(scenarios);
    expect(effect).toMatchObject({ faultIds: ['slow-1', 'rate-limited-1'], refusal: { status: 429 } });
    expect(effect?.delayMs).toBeGreaterThanOrEqual(225);
  });
});

describe('what is shown', () => {
  test.each([
    ['empty', { ...PLAIN, history: 'none' }],
    ['first-visit', { ...PLAIN, history: 'first-visit' }],
    ['huge-user', { ...PLAIN, history: 'huge' }],
    ['input-events', { ...PLAIN, inputEvents: true }],
    ['clock-skew', { ...PLAIN, clockSkew: true }],
  ] as const)('changes with %s, and nothing goes wrong', (name, view) => {
    const scenarios = using(name);
    expect(viewOf(scenarios)).toEqual(view);
    expect(scenarios).toMatchObject({ isPlain: false, hasFaults: false });
    expect(scenarios.hasUnsafeIds('shop', 'ada')).toBe(false);
  });

  test('stays plain while things only go wrong', () => {
    const scenarios = using('slow', 'flaky', 'outage', 'expired-key', 'rate-limited', 'truncated-reply');
    expect(scenarios).toMatchObject({ isPlain: true, hasFaults: true });
    expect(viewOf(scenarios)).toEqual(PLAIN);
  });

  test('has unsafe IDs for the target only', () => {
    const scenarios = new ScenarioSet({ seed: 1, inputEvents: false });
    scenarios.use('unsafe-ids', { userId: 'ada' });
    expect(scenarios.isPlain).toBe(false);
    expect(scenarios.hasUnsafeIds('shop', 'ada')).toBe(true);
    expect(scenarios.hasUnsafeIds('club', 'ada')).toBe(true);
    expect(scenarios.hasUnsafeIds('shop', 'bob')).toBe(false);
    expect(viewOf(scenarios)).toEqual(PLAIN);
  });

  test('has INPUT events without a scenario when the mock does', () => {
    const scenarios = new ScenarioSet({ seed: 1, inputEvents: true });
    expect(viewOf(scenarios)).toEqual({ ...PLAIN, inputEvents: true });
    scenarios.use('empty');
    expect(viewOf(scenarios)).toEqual({ ...PLAIN, history: 'none', inputEvents: true });
  });

  test('combines scenarios, each for its target', () => {
    const scenarios = using('input-events');
    scenarios.use('clock-skew', { projectKey: 'shop' });
    scenarios.use('huge-user', ADA);
    expect(viewOf(scenarios, ADA)).toEqual({ history: 'huge', inputEvents: true, clockSkew: true });
    expect(viewOf(scenarios, BOB)).toEqual({ history: 'whole', inputEvents: true, clockSkew: true });
    expect(viewOf(scenarios, AWAY)).toEqual({ history: 'whole', inputEvents: true, clockSkew: false });
  });

  test('follows the scenario used last when two differ', () => {
    const scenarios = using('huge-user', 'empty');
    expect(viewOf(scenarios).history).toBe('none');
    scenarios.use('huge-user');
    expect(viewOf(scenarios).history).toBe('huge');
    scenarios.disable('huge-user');
    expect(viewOf(scenarios).history).toBe('none');
  });

  test('is one and the same object for equal views', () => {
    const names = fc.array(fc.constantFrom(...SCENARIO_NAMES), { maxLength: 6 });
    fc.assert(
      fc.property(names, names, (some, others) => {
        const scenarios = using(...some);
        const before = viewOf(scenarios);
        expect(viewOf(scenarios, BOB)).toBe(before);
        scenarios.clear();
        for (const name of others) scenarios.use(name);
        viewOf(scenarios);
        scenarios.clear();
        for (const name of some) scenarios.use(name);
        expect(viewOf(scenarios)).toBe(before);
      }),
    );
  });
});
