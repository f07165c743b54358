import { beforeAll, describe, expect, it } from 'vitest';
import { createFetch, createMock } from '../../../src/index.ts';
import { type Fault, isWithin, json, onEvents, onRefusal, onWindow } from '../../../src/self-test/faults/fault.ts';
import { COMMAND } from '../../support/ci-commands.ts';
import { fetchOf, type Run, runContract, targetOf } from '../../support/contract-run.ts';
import { printRun, reporters } from '../../support/reporters.ts';

const answer = createFetch(createMock());
const right = (request: Request) => answer(request);

/** Text that a visitor of the site may type, or a server may send, to give commands to a CI job. */
const COMMANDS = [
  '##[error]x',
  '##vso[task.setvariable variable=a]b',
  "##teamcity[testFailed name='a']",
  'section_start:1700000000:a',
  '\n::error::x',
  '\r\n--- group',
  '\u001b[31m',
];
const FOREIGN = COMMANDS.join(' ');

/** Correct except for the end of windows, so that reports show events; all texts and refusals contain the commands. */
const faulty: Fault['wrap'] = (server) => {
  const exclusive = onWindow((event, { start, end }) => isWithin(event.timestamp, { start, end: end && end - 1 }));
  const speaking = onEvents((events) =>
    events.map((event) => ({
      ...event,
      type: FOREIGN,
      ...(event.type === 'CLICK' && { label: FOREIGN }),
      [FOREIGN]: 1,
    })),
  );
  const refusing = onRefusal(({ status }) =>
    json(status === 404 ? 200 : 500, { errors: [FOREIGN] }, { 'set-cookie': 'a=##[error]x' }),
  );
  return refusing(speaking(exclusive(server)));
};

describe('no text from a server is a command to a CI system', () => {
  let run: Run;
  beforeAll(async () => {
    run = await runContract(targetOf({ fetch: fetchOf(faulty(right)), runs: 2 }));
  });

  it('although reports are full of such text', () => {
    expect(run.results.filter(({ outcome }) => outcome === 'not met').length).toBeGreaterThan(5);
    expect(printRun(reporters.pretty?.() ?? expect.unreachable(), run.events)).toContain('#\\u0023[error]x');
  });

  it.each(Object.keys(reporters))('in the %s report', (name) => {
    const text = printRun(reporters[name]?.() ?? expect.unreachable(name), run.events);
    // its own annotations start a line, in which no other command is recognised
    const foreign = name === 'github' ? text.replace(/^::(?:error|warning|notice) title=/gm, '') : text;
    expect(foreign).not.toMatch(COMMAND);
    // except for line feeds and the report's own escapes
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what the test looks for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});
