/** When people of a kind are online. */
type RhythmName = 'private' | 'office' | 'mixed';

/** Hours of the day, local time, busier ones listed more often, and how the days of the week compare. */
export interface Rhythm {
  readonly weekdayHours: readonly number[];
  readonly weekendHours: readonly number[];
  /** Visits on each day of the week relative to the busiest, 0 to 1, starting with Sunday. */
  readonly days: readonly number[];
}

const EVENING = [12, 8, 5, 4, 5, 9, 18, 32, 40, 42, 44, 46, 60, 52, 44, 42, 46, 56, 68, 84, 98, 88, 62, 35];
const LEISURE = [26, 18, 10, 6, 5, 5, 9, 16, 32, 52, 68, 74, 70, 66, 66, 68, 70, 66, 60, 64, 62, 46, 30, 11];
const OFFICE = [0, 0, 0, 0, 0, 1, 6, 36, 96, 122, 126, 112, 58, 84, 116, 112, 86, 34, 8, 2, 1, 0, 0, 0];
const DAYTIME = [6, 4, 3, 2, 3, 6, 16, 36, 60, 70, 74, 72, 70, 66, 64, 64, 62, 62, 62, 60, 56, 44, 26, 12];

/** The rhythms of visitors' days and weeks. */
export const RHYTHMS: Readonly<Record<RhythmName, Rhythm>> = {
  private: {
    weekdayHours: listHours(EVENING),
    weekendHours: listHours(LEISURE),
    days: [1, 0.72, 0.66, 0.66, 0.7, 0.62, 0.88],
  },
  office: {
    weekdayHours: listHours(OFFICE),
    weekendHours: listHours(LEISURE),
    days: [0.03, 0.95, 1, 1, 0.94, 0.74, 0.05],
  },
  mixed: {
    weekdayHours: listHours(DAYTIME),
    weekendHours: listHours(LEISURE),
    days: [0.55, 1, 0.95, 0.92, 0.9, 0.82, 0.6],
  },
};

/** How many of a thousand visits of a shop fall into each hour of the day, local time. */
export const SHOP_HOURS: readonly number[] = DAYTIME;

function listHours(weights: readonly number[]): readonly number[] {
  return weights.flatMap((weight, hour) => Array.from({ length: weight }, () => hour));
}
