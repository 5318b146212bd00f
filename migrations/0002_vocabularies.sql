-- The closed vocabularies of src/model/vocabularies as domains, so that no other code can be stored.
-- test/db/schema.test.ts holds the two together. A new code is a new migration that replaces the check.

create domain event_type as text constraint event_type_known check (value in (
  'statement', 'call', 'deployment', 'attack', 'meeting', 'agreement', 'withdrawal', 'arrest',
  'aid', 'coercion', 'political', 'judicial', 'territorial', 'other'));
--> statement-breakpoint
create domain modality as text constraint modality_known check (value in (
  'occurred', 'ongoing', 'announced', 'planned', 'hypothetical', 'alleged', 'denied', 'cancelled'));
--> statement-breakpoint
create domain participant_role as text constraint participant_role_known check (value in (
  'speaker', 'addressee', 'caller', 'callee', 'participant', 'host', 'mediator', 'perpetrator',
  'target', 'victim', 'deploying_force', 'withdrawing_force', 'recipient', 'provider', 'signatory',
  'subject', 'authority'));
--> statement-breakpoint
create domain speech_act as text constraint speech_act_known check (value in (
  'inform', 'claim_responsibility', 'deny', 'confirm', 'praise', 'condemn', 'accuse', 'appeal',
  'demand', 'reject', 'warn', 'threaten', 'promise', 'announce', 'concede', 'no_comment', 'ask'));
--> statement-breakpoint
create domain quote_mode as text constraint quote_mode_known check (value in (
  'direct', 'indirect', 'mixed'));
--> statement-breakpoint
create domain speaker_kind as text constraint speaker_kind_known check (value in (
  'named', 'office', 'organisation', 'document', 'joint', 'unnamed'));
--> statement-breakpoint
create domain figure_metric as text constraint figure_metric_known check (value in (
  'troops_present', 'troops_deployed', 'troops_withdrawn', 'personnel_total', 'killed', 'injured',
  'detained', 'displaced', 'strikes', 'funds', 'equipment_value', 'territory_share', 'bases',
  'duration', 'other'));
--> statement-breakpoint
create domain figure_qualifier as text constraint figure_qualifier_known check (value in (
  'about', 'more_than', 'less_than', 'at_least', 'at_most', 'exactly', 'between', 'estimated'));
--> statement-breakpoint
create domain actor_kind as text constraint actor_kind_known check (value in (
  'person', 'state', 'body', 'force', 'group', 'coalition', 'party', 'outlet', 'organisation',
  'company', 'population'));
--> statement-breakpoint
create domain name_kind as text constraint name_kind_known check (value in (
  'primary', 'alias', 'acronym', 'as_reported', 'transliteration'));
--> statement-breakpoint
create domain actor_relation as text constraint actor_relation_known check (value in (
  'member_of', 'part_of', 'represents', 'leads', 'allied_with', 'opposed_to', 'successor_of',
  'proxy_of'));
--> statement-breakpoint
create domain location_kind as text constraint location_kind_known check (value in (
  'region', 'country', 'governorate', 'district', 'city', 'town', 'site', 'sea', 'other'));
--> statement-breakpoint
create domain location_role as text constraint location_role_known check (value in (
  'place', 'origin', 'destination', 'target'));
--> statement-breakpoint
create domain location_precision as text constraint location_precision_known check (value in (
  'exact', 'near', 'district', 'governorate', 'country', 'region'));
--> statement-breakpoint
create domain source_kind as text constraint source_kind_known check (value in (
  'agency', 'newspaper', 'broadcaster', 'website', 'government', 'ngo', 'social', 'other'));
--> statement-breakpoint
create domain medium_kind as text constraint medium_kind_known check (value in (
  'interview', 'press_conference', 'written_statement', 'joint_statement', 'speech',
  'social_media_post', 'testimony', 'call', 'meeting', 'headline', 'other'));
--> statement-breakpoint
create domain chain_act as text constraint chain_act_known check (value in (
  'said', 'aired', 'published', 'republished'));
--> statement-breakpoint
create domain assertion as text constraint assertion_known check (value in (
  'asserts', 'denies', 'questions'));
--> statement-breakpoint
create domain claim_status as text constraint claim_status_known check (value in (
  'asserted', 'disputed', 'denied'));
--> statement-breakpoint
create domain review_state as text constraint review_state_known check (value in (
  'draft', 'reviewed', 'disputed', 'retracted'));
--> statement-breakpoint
create domain event_relation as text constraint event_relation_known check (value in (
  'part_of', 'follows', 'responds_to', 'confirms', 'denies', 'contradicts', 'same_series'));
--> statement-breakpoint
create domain disagreement_aspect as text constraint disagreement_aspect_known check (value in (
  'who', 'whom', 'place', 'time', 'number', 'negation', 'modality', 'scope', 'wording', 'name',
  'intensity'));
--> statement-breakpoint
create function context_codes() returns text[] language sql immutable parallel safe as $$
  select array[
  'military', 'diplomatic', 'political', 'economic', 'humanitarian', 'judicial', 'election',
  'territory', 'terrorism', 'security', 'media', 'energy', 'migration', 'human_rights', 'cyber']
$$;
--> statement-breakpoint
create function is_event_subtype(type text, subtype text) returns boolean language sql immutable parallel safe as $$
  select type || '.' || subtype in (
  'statement.interview', 'statement.press_conference', 'statement.written_statement',
  'statement.joint_statement', 'statement.speech', 'statement.social_media_post',
  'statement.testimony', 'call.phone', 'call.video', 'call.message', 'deployment.troops',
  'deployment.aircraft_weapons', 'deployment.base', 'deployment.trainers', 'deployment.police',
  'attack.air_drone', 'attack.shelling', 'attack.ied', 'attack.suicide', 'attack.ground_clash',
  'attack.shooting', 'attack.assassination', 'attack.abduction', 'attack.on_civilians',
  'attack.maritime', 'meeting.visit', 'meeting.bilateral', 'meeting.multilateral',
  'meeting.committee_session', 'meeting.dialogue_round', 'meeting.negotiation',
  'meeting.mediation', 'agreement.signed', 'agreement.ceasefire', 'agreement.announced_intent',
  'withdrawal.announced', 'withdrawal.partial', 'withdrawal.completed', 'withdrawal.mission_end',
  'withdrawal.base_handover', 'aid.military', 'aid.training', 'aid.financial', 'aid.humanitarian',
  'aid.equipment', 'coercion.sanction', 'coercion.embargo', 'coercion.travel_ban',
  'coercion.expulsion', 'political.election', 'political.appointment', 'political.resignation',
  'political.ruling', 'political.boycott', 'judicial.ruling', 'judicial.charge',
  'judicial.sentence', 'judicial.evidence_transfer', 'territorial.seizure',
  'territorial.recapture')
$$;
