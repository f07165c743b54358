import type { Finding } from './finding.ts';

/** What one measure found. */
export interface Section {
  readonly name: string;
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** What a run found, and where. */
export interface Report {
  readonly machine: {
    /** ISO 8601. */
    readonly date: string;
    readonly cpu: string;
    readonly cores: string;
    readonly busy: string;
    readonly node: string;
    readonly loadGenerator: string;
  };
  readonly rounds: number;
  readonly seconds: number;
  readonly sections: readonly Section[];
}
