import { beforeAll, describe, expect, it } from 'vitest';
import { documentedFace as face } from '../../src/self-test/faces/documented.ts';
import { faultNamed } from '../../src/self-test/faults/all.ts';
import { onEvents, onText } from '../../src/self-test/faults/fault.ts';
import { createSelfTestJson, createSelfTestTable } from '../../src/self-test/report.ts';
import { type SelfTestEvent, type SelfTestOptions, selfTest } from '../../src/self-test/self-test.ts';

const reversed = onEvents((events) => events.reverse());
const untouched = onText((text) => text);

describe('the self-test', () => {
  it('counts a broken server as killed by the requirement that it breaks', async () => {
    const family = { face, broken: [{ name: 'reversed', breaks: 'ORDER-02', wrap: reversed }], right: [] };
    const { survivors, broken, idle } = await resultOf({ only: ['ORDER-02'], families: [family] });
    expect(survivors).toEqual([]);
    expect(broken[0]).toMatchObject({ name: 'reversed', breaks: 'ORDER-02', killers: ['ORDER-02'] });
    expect(idle).toEqual([]);
  });

  it('credits another requirement if the intended one misses a server', async () => {
    const family = { face, broken: [{ name: 'reversed', breaks: 'REPLY-02', wrap: reversed }], right: [] };
    const { survivors, broken, idle } = await resultOf({ only: ['REPLY-02'], families: [family] });
    expect(survivors).toEqual([]);
    expect(broken[0]?.killers).toContain('ORDER-02');
    expect(idle.map(({ id }) => id)).toEqual(['REPLY-02']);
  });

  it('does not count a warning as detection of a server that breaks a MUST', async () => {
    const { wrap } = faultNamed('session IDs beyond 2^53');
    const trial = async (breaks: string) => {
      const { broken } = await resultOf({
        only: [breaks],
        families: [{ face, broken: [{ name: 'IDs', breaks, wrap }], right: [] }],
      });
      return broken[0]?.killers;
    };
    expect(await trial('REPLY-20')).toEqual(['REPLY-20']);
    expect(await trial('REPLY-02')).toEqual([]);
  });

  it('lists each requirement that detects a server if it tries them all', async () => {
    const family = { face, broken: [{ name: 'reversed', breaks: 'ORDER-02', wrap: reversed }], right: [] };
    const { broken } = await resultOf({ only: ['ORDER-02'], whole: true, families: [family] });
    expect(broken[0]?.killers[0]).toBe('ORDER-02');
    expect(broken[0]?.killers.length).toBeGreaterThan(1);
  });

  it('counts any failure of a correct server as a false alarm, except for allowed warnings', async () => {
    const strange = { name: 'strange', wrap: reversed };
    const { falseAlarms, right } = await resultOf({
      only: ['ORDER-02'],
      families: [
        { face, broken: [], right: [strange, { ...strange, warns: ['ORDER-02'] }, { name: 'same', wrap: untouched }] },
      ],
    });
    expect(right.map(({ alarms }) => alarms.length)).toEqual([1, 0, 0]);
    expect(falseAlarms[0]?.alarms[0]).toMatch(/^ORDER-02 .*: expected .*; received /);
  });

  it('counts an incomplete run as a false alarm', async () => {
    const wrap = () => async () => new Response('{"data":[]}', { headers: { 'content-type': 'application/json' } });
    const { falseAlarms } = await resultOf({
      only: ['ORDER-02'],
      families: [{ face, broken: [], right: [{ name: 'empty', wrap }] }],
    });
    expect(falseAlarms[0]?.alarms).toEqual([expect.stringMatching(/^incomplete: /)]);
  });

  it('refuses a name that is neither a requirement nor a group', async () => {
    await expect(resultOf({ only: ['WINDOWS'] })).rejects.toThrow('"WINDOWS" is neither a requirement nor a group');
  });
});

describe('the reports', () => {
  const family = {
    face,
    broken: [
      { name: 'reversed', breaks: 'ORDER-02', wrap: reversed },
      { name: 'untouched', breaks: 'ORDER-03', wrap: untouched },
    ],
    right: [{ name: 'reversed too', wrap: reversed }],
  };
  let events: SelfTestEvent[];
  beforeAll(async () => {
    events = await eventsOf({ only: ['ORDER-02', 'ORDER-03'], families: [family] });
  });

  it('show each group in a line and each problem in another one, and each server only on request', () => {
    const short = events.flatMap(createSelfTestTable()).join('\n');
    expect(short).toMatch(/^ORDER +1 of 2 killed +\d+\.\d s {3}ORDER-02 1$/m);
    expect(short).toMatch(/^right ones +0 of 1 pass +\d+\.\d s$/m);
    expect(short).toContain('Survives: untouched (made to break ORDER-03)');
    expect(short).toMatch(/^False alarm where reversed too: ORDER-02 /m);
    expect(short).toMatch(/^Kills nothing: ORDER-03 /m);
    expect(short).toMatch(
      /1 of 2 broken servers killed, 1 false alarms at 1 right ones, 1 of 2 requirements kill noth/,
    );
    expect(short).not.toContain('killed by');
    const long = events.flatMap(createSelfTestTable({ isVerbose: true })).join('\n');
    expect(long).toMatch(/✓ ORDER-02 reversed: killed by ORDER-02 \(\d/);
  });

  it('list in JSON which requirement detects which server', () => {
    const report = JSON.parse(events.flatMap(createSelfTestJson()).join('\n'));
    expect(report.summary).toMatchObject({
      survivors: [{ api: 'documented', name: 'untouched' }],
      falseAlarms: [{ api: 'documented', name: 'reversed too' }],
      idle: [{ api: 'documented', id: 'ORDER-03' }],
    });
    expect(report.requirements).toMatchObject([
      { id: 'ORDER-02', level: 'MUST', kills: ['reversed'] },
      { id: 'ORDER-03', kills: [] },
    ]);
  });
});

async function eventsOf(options: SelfTestOptions): Promise<SelfTestEvent[]> {
  const events: SelfTestEvent[] = [];
  for await (const event of selfTest(options)) events.push(event);
  return events;
}

async function resultOf(options: SelfTestOptions) {
  const last = (await eventsOf(options)).at(-1);
  if (last?.type !== 'end') throw new Error('The self-test did not end.');
  const [result] = last.results;
  if (!result) throw new Error('Nothing was tested.');
  return result;
}
