import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import { destroyAfter } from '../../src/hosts/linger.ts';

const connection = () => new Duplex({ read: () => {}, write: (_chunk, _encoding, done) => done() });

test('a connection that is ended many times has one listener', () => {
  const socket = connection();
  for (let times = 0; times < 20; times += 1) destroyAfter(socket);
  expect(socket.listenerCount('close')).toBe(1);
  socket.destroy();
});

test('a connection ends at the earliest of the times given', async () => {
  const socket = connection();
  destroyAfter(socket, 60_000);
  destroyAfter(socket, 1);
  destroyAfter(socket, 60_000);
  await once(socket, 'close');
  expect(socket.destroyed).toBe(true);
});
