import { foldText } from '../arabic/fold.ts';

/** What is known about a person beside the name, of the one asked for. Dates are days, ISO 8601. */
export interface Asked {
  kind?: string | undefined;
  country?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  role?: string | undefined;
}

/** The same of an actor; periods are those of its roles and of its events, open ends null. */
export interface Profile {
  kind: string;
  country: string | null;
  periods: { from: string | null; to: string | null }[];
  /** Offices and organisations, in all languages. */
  roles: string[];
}

type Verdict = 'agrees' | 'differs' | 'unknown';
type Aspect = 'kind' | 'country' | 'dates' | 'role';
type Verdicts = Partial<Record<Aspect, Verdict>>;

/** What makes a match: see docs/names.md for how the figures were found. */
export const thresholds = { score: 0.8, lead: 0.05 };

/** No actor is known for longer; what lies further away speaks of somebody else. */
const LIFETIME_YEARS = 60;

/** Holds what was asked beside the name against what is known of an actor; what was not asked is left out. */
export function weighUp(asked: Asked, profile: Profile): Verdicts {
  return {
    ...(asked.kind ? { kind: profile.kind === asked.kind ? 'agrees' : 'differs' } : {}),
    ...(asked.country ? { country: sameOr(profile.country, asked.country) } : {}),
    ...(asked.from || asked.to ? { dates: datesOf(asked, profile.periods) } : {}),
    ...(asked.role ? { role: roleOf(asked.role, profile.roles) } : {}),
  };
}

const sameOr = (known: string | null, asked: string): Verdict =>
  known === null ? 'unknown' : known === asked ? 'agrees' : 'differs';

function datesOf({ from, to }: Asked, periods: Profile['periods']): Verdict {
  const known = periods.filter((period) => period.from !== null || period.to !== null);
  if (known.length === 0) return 'unknown';
  const gap = (period: Profile['periods'][number]) =>
    Math.max(years(period.to ?? to, from), years(to, period.from ?? from));
  const overlaps = known.some(
    (period) => (!to || !period.from || period.from <= to) && (!from || !period.to || period.to >= from),
  );
  if (overlaps) return 'agrees';
  return known.every((period) => gap(period) > LIFETIME_YEARS) ? 'differs' : 'unknown';
}

/** Years from one day to a later one; negative where it is earlier, which is no gap. */
const years = (earlier: string | undefined, later: string | undefined) =>
  earlier && later ? Number(later.slice(0, 4)) - Number(earlier.slice(0, 4)) : Number.NEGATIVE_INFINITY;

function roleOf(asked: string, roles: string[]): Verdict {
  const words = foldText(asked).split(' ');
  if (roles.length === 0 || words[0] === '') return 'unknown';
  const held = roles.map((role) => new Set(foldText(role).split(' ')));
  if (held.some((known) => words.every((word) => known.has(word)))) return 'agrees';
  return 'unknown';
}

interface Candidate {
  score: number;
  verdicts: Verdicts;
}

const contradicted = ({ verdicts }: Candidate) => Object.values(verdicts).includes('differs');

/** Those that nothing speaks against first, then by name. */
export const byLikelihood = (a: Candidate, b: Candidate): number =>
  Number(contradicted(a)) - Number(contradicted(b)) || b.score - a.score;

/**
 * Whether the candidate is the one meant: its name is near enough, nothing speaks against it, country, dates or role
 * speak for it (a kind is shared by too many), and no other that nothing speaks against comes near.
 */
export function isMatch(candidate: Candidate, others: Candidate[]): boolean {
  const { country, dates, role } = candidate.verdicts;
  const confirmed = [country, dates, role].includes('agrees');
  const rivals = others.filter(
    (other) => other !== candidate && !contradicted(other) && other.score > candidate.score - thresholds.lead,
  );
  return candidate.score >= thresholds.score && !contradicted(candidate) && confirmed && rivals.length === 0;
}
