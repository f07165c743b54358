import type { Measure } from './measure.ts';
import { bundleMeasure } from './measures/bundle.ts';
import { httpMeasure } from './measures/http.ts';
import { generatorMeasure, mswMeasure } from './measures/in-process.ts';
import { largeReplyMeasure } from './measures/large-reply.ts';
import { memoryMeasure } from './measures/memory.ts';
import { recordingMeasure } from './measures/recording.ts';
import { redisMeasure } from './measures/redis.ts';
import { spawnMeasure, usersMeasure } from './measures/start.ts';
import { storeMeasure } from './measures/store.ts';
import { verifyMeasure } from './measures/verify.ts';
import { windowMeasure } from './measures/window.ts';
import { workersMeasure } from './measures/workers.ts';

/** All measures, in the order of the result. */
export const measures: readonly Measure[] = [
  httpMeasure,
  largeReplyMeasure,
  windowMeasure,
  storeMeasure,
  usersMeasure,
  spawnMeasure,
  memoryMeasure,
  mswMeasure,
  generatorMeasure,
  recordingMeasure,
  verifyMeasure,
  workersMeasure,
  redisMeasure,
  bundleMeasure,
];
