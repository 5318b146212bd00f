import type { BenchDatabase } from './database.ts';
import { cached } from './parts/cached.ts';
import { compression } from './parts/compression.ts';
import { depth } from './parts/depth.ts';
import { embedded } from './parts/embedded.ts';
import { growth } from './parts/growth.ts';
import { memory } from './parts/memory.ts';
import { questions } from './parts/questions.ts';
import { writes } from './parts/writes.ts';
import type { Drawn } from './questions.ts';
import type { Effort } from './rounds.ts';
import type { Line } from './table.ts';

/** What a part measures with. */
export interface Setting {
  bench: BenchDatabase;
  drawn: Drawn[];
  effort: Effort;
  server: string;
  /** Whether databases stay, to be taken again. */
  keep: boolean;
  /** Events of this run's database, of the other ones of `growth`, and of the embedded one. */
  events: number;
  growth: number[];
  embedded: number;
  /** Minutes for which `memory` asks. */
  minutes: number;
  say(text: string): void;
}

/** One thing that is measured; its lines come as they are found, so that what fails later loses none of them. */
export interface Part {
  heading: string;
  measure(setting: Setting): AsyncGenerator<Line>;
}

export const parts: Record<string, Part> = {
  questions,
  cached,
  depth,
  growth,
  embedded,
  writes,
  compression,
  memory,
};

export const USUAL_PARTS = 'questions,cached,depth';
