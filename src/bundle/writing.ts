import type { RecordKind } from '../model/common.ts';
import type { Taken } from './chunks.ts';

/** How the records of a bundle, once they are known by name, are written. `Ready` is a chunk that is ready for it. */
export interface Writing<Ready extends { length: number }> {
  /** What can be worked out while the database writes what came before. */
  prepare(kind: RecordKind, chunks: AsyncGenerator<Taken[]>): AsyncGenerator<Ready>;
  write(kind: RecordKind, ready: Ready): Promise<void>;
  /** Works out what is derived. */
  finish(): Promise<void>;
}
