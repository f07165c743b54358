import { describe, expect, test } from 'vitest';
import { Exit } from '../../src/cli/exit.ts';
import { recordFixtures } from '../../src/cli/fixtures.ts';
import { createMock } from '../../src/index.ts';
import { makeFile, makeFolder } from '../support/files.ts';

const visit = (userId: string) => ({ userId, events: [{ type: 'LOCATION', path: '/pricing/' }] });

describe('fixtures', () => {
  test('are visits or lists of visits, with each user once', async () => {
    const mock = createMock({ users: 0 });
    const files = [
      makeFile('one.json', visit('ada')),
      makeFile('list.json', [visit('eve'), visit('ada')]),
      makeFile('none.json', []),
    ];
    await recordFixtures(mock, files);
    expect(mock.recordedUsers()).toEqual(['ada', 'eve']);
    expect(await mock.events('ada')).toHaveLength(2);
  });

  test('are what record takes: a mock that recorded them answers like one set up in code', async () => {
    const [mock, inCode] = [createMock({ users: 0 }), createMock({ users: 0 })];
    await recordFixtures(mock, [makeFile('same.json', visit('ada'))]);
    await inCode.record({ userId: 'ada', events: [{ type: 'LOCATION', path: '/pricing/' }] });
    expect(mock.snapshot()).toEqual(inCode.snapshot());
  });

  test('may name the schema that editors check them against', async () => {
    const mock = createMock({ users: 0 });
    await recordFixtures(mock, [makeFile('visit.json', { $schema: './fixture.json', ...visit('ada') })]);
    expect(mock.recordedUsers()).toEqual(['ada']);
  });

  test.each<[string, unknown, string]>([
    ['that is not JSON', '{"userId":', 'it is not JSON (line 1, column 11).'],
    ['that is empty', '', 'it is not JSON (line 1, column 1).'],
    [
      'with a misspelt field',
      [{ userId: 'eve', events: [{ type: 'CLICK', lable: 'Buy' }] }],
      '[0].events[0].label: expected a value, received nothing; [0].events[0]: there is no field "lable" (did you mean "label"?)',
    ],
    ['without a user', { events: [] }, 'userId: expected text, received nothing'],
    ['with a broken event', { ...visit('eve'), events: [{ type: 'LOCATION', path: 'x' }] }, 'events[0].path: '],
    [
      'with a broken visit in a list',
      [visit('eve'), { ...visit('bob'), start: 'today' }],
      '[1].start: expected a number, received "today".',
    ],
    [
      'with INPUT events that are off',
      { ...visit('eve'), events: [{ type: 'INPUT', label: 'x' }] },
      'events[0].type: INPUT events are off; switch them on with inputEvents (--input-events).',
    ],
    [
      'with more that is wrong than one reads',
      { ...visit('eve'), events: Array.from({ length: 9 }, () => ({ type: 'CLICK', label: 7 })) },
      `${Array.from({ length: 5 }, (_, index) => `events[${index}].label: expected text, received 7`).join('; ')}; and 4 more.`,
    ],
    ['that holds no visit', 'null', 'input: expected an object, received null.'],
    ['that holds a list of something else', [1], '[0]: expected an object, received 1.'],
  ])('in a file %s are refused in one sentence', async (_, content, message) => {
    const file = makeFile('broken.json', content);
    const error = await recordFixtures(createMock({ users: 0 }), [file]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Exit);
    expect(error).toMatchObject({ code: 2, message: expect.stringContaining(`${file}: ${message}`) });
    expect(String(error)).toMatch(/^Exit: Failed to (read|record) the fixture .*\.$/);
  });

  test('in a directory instead of a file are refused', async () => {
    await expect(recordFixtures(createMock(), [makeFolder()])).rejects.toThrow(
      /^Failed to read the fixture .*: it is not a regular file\.$/,
    );
  });
});
