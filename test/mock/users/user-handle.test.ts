import { describe, expect, test } from 'vitest';
import { createMock, RecordError } from '../../../src/index.ts';

describe('the handle of a user', () => {
  test('records a session that a function builds, in its order, and reads it back at once', async () => {
    const mock = createMock({ users: 0, inputEvents: true });
    const ada = mock.user('ada@example.org');
    const stored = await ada.session((visit) =>
      visit.page('/pricing/').click('Buy').page('/checkout/', { referrer: '' }).input('Email').input('Town', 'Rome'),
    );
    expect(stored.map((event) => (event.type === 'LOCATION' ? event.path : event.label))).toEqual([
      '/pricing/',
      'Buy',
      '/checkout/',
      'Email',
      'Town',
    ]);
    expect(stored[2]).toMatchObject({ referrer: '' });
    expect(stored.slice(3)).toMatchObject([{ value: null }, { value: 'Rome' }]);
    expect(await ada.events()).toEqual(stored);
    expect(await mock.events('ada@example.org')).toEqual(stored);
  });

  test('takes a list of events, a place and a project', async () => {
    const mock = createMock({ users: 0, projects: ['shop', 'blog'] });
    const [event] = await mock
      .user('ada', 'blog')
      .session([{ type: 'LOCATION', path: '/' }], { start: 1_700_000_000_000, sessionId: 5 });
    expect(event).toMatchObject({ sessionId: 5, timestamp: 1_700_000_000_000 });
    expect(await mock.events('ada')).toEqual([]);
    expect(await mock.events('ada', 'blog')).toEqual([event]);
  });

  test('starts sessions at the time of the clock', async () => {
    const mock = createMock({ users: 0 });
    const time = mock.clock.advance('2h');
    const [event] = await mock.user('ada').session((visit) => visit.page('/'));
    expect(event?.timestamp).toBe(time);
  });

  test('refuses what record refuses, with the path of the field', async () => {
    const session = createMock()
      .user('ada')
      .session((visit) => visit.page('/').page('no-slash'));
    await expect(session).rejects.toThrow(RecordError);
    await expect(session).rejects.toThrow('events[1].path');
    await expect(
      createMock()
        .user('ada')
        .session(() => {}),
    ).rejects.toThrow('events: ');
  });
});
