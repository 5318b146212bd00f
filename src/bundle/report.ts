import type { Refusal } from '../store/register.ts';
import type { BundleLine } from './read.ts';

/** A line that was not taken. */
export interface Rejected {
  file: string;
  /** Counted from 1. */
  line: number;
  /** JSON pointer into the line; empty for the whole of it. */
  pointer: string;
  reason: string;
}

/** What became of a bundle's lines, or in a dry run would. */
export interface LoadReport {
  created: number;
  updated: number;
  unchanged: number;
  /** At most MOST_REJECTED of them. */
  rejected: Rejected[];
  /** How many more were rejected; absent where all are listed. */
  more?: number;
}

/** A bundle with rejected lines changes nothing; this carries them. */
export class BundleRejected extends Error {
  readonly report: LoadReport;

  constructor(report: LoadReport) {
    const count = report.rejected.length + (report.more ?? 0);
    super(`${count} ${count === 1 ? 'line' : 'lines'} of the bundle rejected, so nothing was loaded.`);
    this.name = 'BundleRejected';
    this.report = report;
  }
}

/** Rejected lines that a report lists. */
const MOST_REJECTED = 1000;

export function reject(
  report: LoadReport,
  line: Pick<BundleLine, 'file' | 'line'> | undefined,
  { pointer, reason }: Refusal,
) {
  if (report.rejected.length < MOST_REJECTED)
    report.rejected.push({ file: line?.file ?? '', line: line?.line ?? 0, pointer, reason });
  else report.more = (report.more ?? 0) + 1;
}

export function refuseRejected(report: LoadReport) {
  if (report.rejected.length > 0) throw new BundleRejected(report);
}
