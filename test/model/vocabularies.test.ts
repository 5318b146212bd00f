import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dateBases } from '../../src/model/edtf.ts';
import {
  type Concept,
  codesOf,
  crosswalkOf,
  membershipRelations,
  type Scheme,
  type SchemeName,
  schemes,
  subtypesOf,
  trackOf,
} from '../../src/model/vocabularies/index.ts';

const every = Object.entries<Scheme>(schemes) as [SchemeName, Scheme][];
const conceptsOf = (name: string): readonly Concept[] => schemes[name as SchemeName].concepts;
const words = (text: string) => text.split(' ');

// The lists of the domain description, word for word.
const described: Partial<Record<SchemeName, string>> = {
  'event-types':
    'statement call deployment attack meeting agreement withdrawal arrest aid coercion political judicial territorial other',
  modalities: 'occurred ongoing announced planned hypothetical alleged denied cancelled',
  contexts: 'military diplomatic political economic humanitarian judicial election territory terrorism',
  'participant-roles':
    'speaker addressee caller callee participant host mediator perpetrator target victim deploying_force withdrawing_force recipient provider signatory subject authority',
  'speech-acts':
    'inform claim_responsibility deny confirm praise condemn accuse appeal demand reject warn threaten promise announce concede no_comment ask',
  'quote-modes': 'direct indirect mixed',
  'speaker-kinds': 'named office organisation document joint unnamed',
  'figure-metrics':
    'troops_present troops_deployed troops_withdrawn personnel_total killed injured detained displaced strikes funds equipment_value territory_share bases duration other',
  'figure-qualifiers': 'about more_than less_than at_least at_most exactly between estimated',
  'actor-kinds': 'person state body force group coalition party outlet organisation company population',
  'actor-name-kinds': 'primary alias acronym as_reported transliteration',
  'actor-relations': 'member_of part_of represents leads allied_with opposed_to successor_of proxy_of',
  'location-kinds': 'region country governorate district city town site sea other',
  'location-roles': 'place origin destination target',
  'location-precisions': 'exact near district governorate country',
  'source-kinds': 'agency newspaper broadcaster website government ngo social other',
  'medium-kinds':
    'interview press_conference written_statement joint_statement speech social_media_post testimony call meeting headline other',
  'chain-acts': 'said aired published republished',
  assertions: 'asserts denies questions',
  'claim-statuses': 'asserted disputed denied',
  'review-states': 'draft reviewed disputed retracted',
  'event-relations': 'part_of follows responds_to confirms denies contradicts same_series',
  'disagreement-aspects': 'who whom place time number negation modality scope wording name intensity',
  'date-bases': 'stated resolved inferred',
};

const describedSubtypes = {
  statement:
    'interview press_conference written_statement joint_statement speech social_media_post testimony',
  call: 'phone video message',
  meeting: 'visit bilateral multilateral committee_session dialogue_round negotiation mediation',
  agreement: 'signed ceasefire announced_intent',
  deployment: 'troops aircraft_weapons base trainers police',
  withdrawal: 'announced partial completed mission_end base_handover',
  attack:
    'air_drone shelling ied suicide ground_clash shooting assassination abduction on_civilians maritime',
  territorial: 'seizure recapture',
  aid: 'military training financial humanitarian equipment',
  coercion: 'sanction embargo travel_ban expulsion',
  political: 'election appointment resignation ruling boycott',
  judicial: 'ruling charge sentence evidence_transfer',
} as const;

const plover = words(
  'AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT INVESTIGATE DEMAND DISAPPROVE REJECT THREATEN PROTEST CRIME SANCTION MOBILIZE COERCE ASSAULT',
);
const acled: Record<string, string[]> = {
  Battles: ['Armed clash'],
  'Explosions/Remote violence': [
    'Air/drone strike',
    'Suicide bomb',
    'Shelling/artillery/missile attack',
    'Remote explosive/landmine/IED',
  ],
  'Violence against civilians': ['Attack', 'Abduction/forced disappearance'],
  Protests: [],
  Riots: [],
  'Strategic developments': [
    'Agreement',
    'Arrests',
    'Change to group/activity',
    'Headquarters or base established',
    'Non-violent transfer of territory',
  ],
};

describe.each(every)('the vocabulary %s', (_name, { title, concepts, broaderIn }) => {
  it('names every concept once, in English and in Arabic', () => {
    expect(concepts.length).toBeGreaterThan(0);
    expect(new Set(concepts.map(({ code }) => code)).size).toBe(concepts.length);
    for (const { code, label, definition } of [
      { code: 'title', label: title, definition: undefined },
      ...concepts,
    ]) {
      expect(code).toMatch(/^[a-z_]+(\.[a-z_]+)?$/);
      for (const text of definition ? [label, definition] : [label]) {
        expect(text.en).toMatch(/^[A-Z][\x20-\x7e]+$/);
        expect(text.ar).toMatch(/^[\p{Script=Arabic}\p{Mn} :،.]+$/u);
      }
    }
    for (const language of ['en', 'ar'] as const) {
      const labels = concepts.map(({ label, broader }) => `${broader} ${label[language]}`);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it('hangs narrower concepts on ones that exist', () => {
    for (const { broader } of concepts) {
      if (broader !== undefined)
        expect(conceptsOf(broaderIn ?? '').map(({ code }) => code)).toContain(broader);
    }
  });

  it('maps only to codes that the other schemes have', () => {
    for (const { crosswalk } of concepts) {
      if (crosswalk?.cameo) expect(crosswalk.cameo).toMatch(/^(0[1-9]|1\d|20)$/);
      if (crosswalk?.plover) expect(plover).toContain(crosswalk.plover);
      if (crosswalk?.acled) expect(Object.keys(acled)).toContain(crosswalk.acled);
      if (crosswalk?.ucdp) expect(['1', '2', '3']).toContain(crosswalk.ucdp);
    }
  });
});

describe('the vocabularies together', () => {
  it.each(Object.entries(described))('%s holds what the domain describes', (name, codes) => {
    expect(codesOf(name as SchemeName)).toEqual(expect.arrayContaining(words(codes)));
  });

  it.each(Object.entries(describedSubtypes))(
    '%s has the subtypes that the domain describes',
    (type, codes) => {
      expect(subtypesOf[type as keyof typeof describedSubtypes]).toEqual(words(codes));
    },
  );

  it('covers every event type, and tells the two rulings apart', () => {
    expect(Object.keys(subtypesOf).toSorted()).toEqual(codesOf('event-types').toSorted());
    const rulings = conceptsOf('event-subtypes').filter(({ notation }) => notation === 'ruling');
    expect(rulings.map(({ code, broader }) => [code, broader])).toEqual([
      ['political.ruling', 'political'],
      ['judicial.ruling', 'judicial'],
    ]);
  });

  it('gives codes that zod takes and types', () => {
    const modality: 'denied' | 'alleged' = z
      .enum(codesOf('modalities'))
      .extract(['denied', 'alleged'])
      .parse('denied');
    expect(modality).toBe('denied');
    expect(z.enum(codesOf('modalities')).safeParse('maybe').success).toBe(false);
  });

  it('says which roles speak, act, bear the act or are there', () => {
    expect(trackOf).toMatchObject({ speaker: 'said', caller: 'did', victim: 'affected', host: 'present' });
    expect(Object.values(trackOf)).not.toContain(undefined);
    expect(membershipRelations).toEqual(['member_of', 'part_of', 'represents', 'leads']);
  });

  it('sharpens the foreign codes of a type by its subtype', () => {
    expect(crosswalkOf('attack')).toEqual({ plover: 'ASSAULT' });
    expect(crosswalkOf('attack', 'air_drone')).toEqual({
      cameo: '19',
      plover: 'ASSAULT',
      acled: 'Explosions/Remote violence',
      acled_sub_event: 'Air/drone strike',
    });
    expect(crosswalkOf('other')).toEqual({});
    for (const type of codesOf('event-types')) {
      for (const subtype of [null, ...subtypesOf[type]]) {
        const codes = crosswalkOf(type, subtype);
        if (codes.acled_sub_event) expect(acled[codes.acled ?? '']).toContain(codes.acled_sub_event);
      }
    }
  });

  it('knows the same date bases as the date schemas', () => {
    expect(codesOf('date-bases')).toEqual([...dateBases]);
  });
});
