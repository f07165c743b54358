import type { Random } from '../shared/random.ts';

/** A device that people use. */
export interface Device {
  /** Share of all devices, in hundredths. */
  readonly share: number;
  /** How much longer than on a desktop the device works on a page. */
  readonly work: number;
  /** How much longer than on a desktop the network takes. */
  readonly line: number;
  /** How much longer than on a desktop people take for the next act. */
  readonly pause: number;
}

/** The kinds of device. */
export const DEVICES = {
  desktop: { share: 52, work: 1, line: 1, pause: 1 },
  mobile: { share: 36, work: 1.7, line: 1.5, pause: 0.8 },
  slow: { share: 12, work: 2.6, line: 3, pause: 1.15 },
} as const satisfies Readonly<Record<string, Device>>;

const DRAWN: readonly Device[] = Object.values(DEVICES).flatMap((device) =>
  Array.from({ length: device.share }, () => device),
);

/** Draws a device, common ones more often. */
export function drawDevice(random: Random): Device {
  return random.pick(DRAWN);
}
