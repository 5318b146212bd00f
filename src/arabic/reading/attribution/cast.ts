import type { ActorDraft, Span } from '../types.ts';

/** A noun phrase in words: what the cast needs to tell who is meant. Keys are folded words. */
export interface Naming {
  kind: ActorDraft['kind'] | 'dual';
  span: Span;
  text: string;
  name: string | null;
  nameKeys: readonly string[];
  title: string | null;
  titleKeys: readonly string[];
  head: string | null;
  /** The head stands for any person (المسؤول, the official). */
  anyHead: boolean;
  nations: readonly string[];
  definite: boolean;
  gender: 'm' | 'f' | null;
  actor: string | null;
}

/** How many actors of an item are remembered for a name or description that comes back. */
const REMEMBERED = 100;

interface Member extends ActorDraft {
  nameKeys: string[];
  titleKeys: Set<string>;
  heads: Set<string>;
  nations: Set<string>;
  gender: 'm' | 'f' | null;
}

/** Who speaks and acts in one item. Two printings are one actor where name, office or known record agree. */
export class Cast {
  private readonly item: number;
  private readonly members: Member[];
  /** Those mentioned last stand first. */
  private recent: Member[] = [];
  /** The last two who met, called or agreed: whom "the two sides" means. */
  private couple: number[] = [];
  private speakers: number[] = [];
  private readonly spoken: number[][] = [];

  constructor(item: number, members: ActorDraft[]) {
    this.item = item;
    this.members = members as Member[];
  }

  /** The actor that a noun phrase means, made where nobody fits. */
  find(naming: Naming): { id: number; how: string } {
    const known = naming.name !== null ? this.byName(naming) : this.byDescription(naming);
    const member = known ?? this.add(naming);
    this.enrich(member, naming);
    return {
      id: member.id,
      how: known
        ? naming.name !== null
          ? 'named before'
          : `means ${member.name ?? member.titles[0] ?? ''}`
        : 'new',
    };
  }

  describe(id: number): string {
    const member = this.members[id];
    return member?.name ?? member?.titles[0] ?? '';
  }

  setCouple(ids: readonly number[]): void {
    if (new Set(ids).size === 2) this.couple = [...new Set(ids)];
  }

  pair(): number[] {
    if (this.couple.length === 2) return this.couple;
    const persons = this.recent.filter(({ kind, name }) => kind === 'person' && name !== null);
    return persons.length >= 2 ? persons.slice(0, 2).map(({ id }) => id) : [];
  }

  speak(ids: readonly number[]): void {
    if (ids.length === 0) return;
    this.speakers = [...ids];
    this.spoken.push(this.speakers);
  }

  /** Who goes on speaking where a verb names nobody. Gender speaks against the last only where another agrees. */
  last(gender: 'm' | 'f' | null): number[] {
    if (gender === null || this.speakers.length !== 1) return this.speakers;
    const agrees = (ids: readonly number[]) =>
      ids.length === 1 && this.members[ids[0] ?? -1]?.gender === gender;
    const against = this.members[this.speakers[0] ?? -1]?.gender;
    if (against === null || against === undefined || against === gender) return this.speakers;
    return this.spoken.slice(-REMEMBERED).findLast(agrees) ?? this.speakers;
  }

  first(): number[] {
    return this.spoken[0] ?? [];
  }

  kindOf(id: number): ActorDraft['kind'] {
    return this.members[id]?.kind ?? 'unnamed';
  }

  setGender(id: number, gender: 'm' | 'f'): void {
    const member = this.members[id];
    if (member) member.gender ??= gender;
  }

  private byName(naming: Naming): Member | undefined {
    return this.recent.find((member) => {
      if (naming.actor !== null && member.actor !== null) return naming.actor === member.actor;
      if (member.nameKeys.length === 0) return naming.kind !== 'person' && this.sameBody(member, naming);
      if ((naming.kind === 'person') !== (member.kind === 'person')) return false;
      return naming.kind === 'person'
        ? samePerson(member.nameKeys, naming.nameKeys)
        : this.sameBody(member, naming);
    });
  }

  private sameBody(member: Member, naming: Naming): boolean {
    if (member.kind === 'person' || naming.kind === 'person') return false;
    const own = [...member.nameKeys, ...member.titleKeys];
    const keys = [...naming.nameKeys, ...naming.titleKeys];
    if (own.length === 0 || keys.length === 0) return false;
    return own.every((key) => keys.includes(key)) || keys.every((key) => own.includes(key));
  }

  private byDescription(naming: Naming): Member | undefined {
    if (naming.kind === 'unnamed') return undefined;
    if (naming.kind !== 'person') return this.recent.find((member) => this.sameBody(member, naming));
    const candidates = this.recent.filter((member) => member.kind === 'person' && this.fits(member, naming));
    const named = candidates.filter(({ name }) => name !== null);
    const best = (list: readonly Member[]) =>
      [...list].sort((a, b) => this.overlap(b, naming) - this.overlap(a, naming))[0];
    return best(named) ?? best(candidates);
  }

  private fits(member: Member, naming: Naming): boolean {
    const conflict =
      naming.nations.length > 0 &&
      member.nations.size > 0 &&
      !naming.nations.some((nation) => member.nations.has(nation));
    if (conflict) return false;
    if (naming.anyHead) return member.titleKeys.size > 0;
    if (naming.head === null || !member.heads.has(naming.head)) return false;
    const own = naming.titleKeys.filter((key) => key !== naming.head);
    return own.length < 3 || this.overlap(member, naming) >= own.length / 2 || member.titleKeys.size <= 2;
  }

  private overlap(member: Member, naming: Naming): number {
    const speaking = this.speakers.includes(member.id) ? 0.5 : 0;
    return naming.titleKeys.filter((key) => member.titleKeys.has(key)).length + speaking;
  }

  private add(naming: Naming): Member {
    const member: Member = {
      id: this.members.length,
      item: this.item,
      kind: naming.kind === 'dual' ? 'organisation' : naming.kind,
      name: null,
      titles: [],
      mentions: [],
      actor: null,
      nameKeys: [],
      titleKeys: new Set(),
      heads: new Set(),
      nations: new Set(),
      gender: null,
    };
    this.members.push(member);
    return member;
  }

  private enrich(member: Member, naming: Naming): void {
    if (naming.name !== null && naming.nameKeys.length > member.nameKeys.length) {
      member.name = naming.name;
      member.nameKeys = [...naming.nameKeys];
    }
    if (naming.title !== null && !member.titles.includes(naming.title)) member.titles.push(naming.title);
    for (const key of naming.titleKeys) member.titleKeys.add(key);
    for (const nation of naming.nations) member.nations.add(nation);
    if (naming.head !== null) member.heads.add(naming.head);
    // نظيره وزير النقل: his counterpart is a minister too.
    if (naming.head === 'نظير' && naming.titleKeys[1] !== undefined) member.heads.add(naming.titleKeys[1]);
    member.actor ??= naming.actor;
    member.gender ??= naming.gender;
    if (!member.mentions.slice(-5).some(([start]) => start === naming.span[0]))
      member.mentions.push(naming.span);
    this.recent = [member, ...this.recent.filter((other) => other !== member)].slice(0, REMEMBERED);
  }
}

/** One name is part of the other, or both end in the same surname and no given name contradicts. */
function samePerson(one: readonly string[], other: readonly string[]): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length === 0) return false;
  if (short.every((key) => long.includes(key))) return true;
  return short.length >= 2 && short.at(-1) === long.at(-1) && short[0]?.[0] === long[0]?.[0];
}

/** The plain drafts, without what only the cast needs. */
export const castDrafts = (members: readonly ActorDraft[]): ActorDraft[] =>
  members.map(({ id, item, kind, name, titles, mentions, actor }) => ({
    id,
    item,
    kind,
    name,
    titles,
    mentions,
    actor,
  }));
