/** The part an actor has in an event, in the order in which one is named where several apply, with its stored bit. */
export const trackBits = { did: 2, said: 1, affected: 4, present: 8, about: 16 } as const;

export type Track = keyof typeof trackBits;

export const tracks = Object.keys(trackBits) as [Track, ...Track[]];

/** The bits of any of these parts. */
export const bitsOf = (some: readonly Track[]): number =>
  some.reduce((bits, name) => bits | trackBits[name], 0);

/** The bits that mean taking part; the others only mention. */
export const TAKES_PART = bitsOf(tracks.filter((name) => name !== 'about'));
