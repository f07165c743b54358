import { answerRight } from '../../wire-server.ts';
import type { WireFault } from '../wire.ts';

const BROKEN = 'x-after-broken-body';
const failure = { status: 500, headers: {}, body: new Uint8Array() };

/** Faults in how connections carry the bodies of requests. */
export const framingFaults: readonly WireFault[] = [
  {
    breaks: 'WIRE-201',
    name: 'bodies in chunks are not read',
    answer: async (talk) => {
      const isChunked = talk.asked.headers['transfer-encoding'] !== undefined;
      if (isChunked) talk.send({ ...failure, status: 400 });
      else await answerRight(talk);
    },
  },
  {
    breaks: 'WIRE-202',
    name: 'a body that breaks off makes the next request fail',
    answer: async (talk) => {
      if (talk.asked.headers[BROKEN] === undefined) await answerRight(talk);
      else talk.send(failure);
    },
    setUp: (server) => {
      let isBroken = false;
      server.prependListener('request', (asked) => {
        if (isBroken) asked.headers[BROKEN] = 'yes';
        isBroken = false;
        asked.on('error', () => {
          isBroken = true;
        });
      });
    },
  },
];
