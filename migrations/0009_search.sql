-- Full text search in Arabic and English, one vector for both (docs/search.md).

-- English words by their stem, the small ones too: a phrase needs them, and a question leaves them out by itself.
create text search dictionary english_words (template = snowball, language = english);
--> statement-breakpoint
-- Arabic words come as `search_key` leaves them.
create text search configuration sijill (copy = simple);
--> statement-breakpoint
alter text search configuration sijill
  alter mapping for asciiword, asciihword, hword_asciipart with english_words;
--> statement-breakpoint

-- The words of a text as they are indexed; src/arabic/searchKey.ts is the same function, and a test holds them
-- together. Orthography first (U.S. = US, 1,200 = 1200, ta marbuta as the ta that it is before a pronoun), then
-- fold_text, then of each word the article, pronouns, endings of number and gender, and a ha that they leave.
create function search_key(value text) returns text language sql immutable parallel safe begin atomic
  select regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    translate(fold_text(translate(
      regexp_replace(regexp_replace(value,
        '(?<![A-Za-z])([A-Za-z])\.(?=[A-Za-z](?![A-Za-z]))', '\1', 'g'),
        '(?<=[0-9٠-٩])[,٬](?=[0-9٠-٩]{3}(?![0-9٠-٩]))', '', 'g'),
      'ةﺓﺔپڤچگژ', 'تتتبفجكز')), '+=$', '   '),
    '(^| )[وف]?[بك]?ال(?=[^ ]{3})', '\1', 'g'),
    '([^ ]{3})(?:ها|اه|ه)(?= |$)|([^ ]{4})(?:هما|هم|هن|نا|كم)(?= |$)', '\1\2', 'g'),
    '([^ ]{3})(?:وا|ات|ت|ا)(?= |$)|([^ ]{3}[^ ت])(?:ان|ين|ون)(?= |$)|([^ ]{3})ت(?:ان|ين)(?= |$)', '\1\2\3', 'g'),
    '([^ ]{3})ا?ه(?= |$)', '\1', 'g');
end;
--> statement-breakpoint
-- Between texts that are searched together stands a word that no phrase crosses.
create function search_vector(value text) returns tsvector language sql immutable parallel safe begin atomic
  select ts_delete(to_tsvector('public.sijill', search_key(value)), 'xxparagraphxx');
end;
--> statement-breakpoint
create function lang_map_paragraphs(map json) returns text language sql immutable parallel safe begin atomic
  select string_agg(value, ' xxparagraphxx ') from json_each_text(map);
end;
--> statement-breakpoint
create function titled_words(title json, body json) returns tsvector language sql immutable parallel safe begin atomic
  select setweight(search_vector(coalesce(lang_map_paragraphs(title), '')), 'A')
    || case when body is null then '' else setweight(search_vector(lang_map_paragraphs(body)), 'B') end;
end;
--> statement-breakpoint

-- Generated, so that they are right however a row came in. Lists by date read the index on (starts, id), rare words
-- the index here: which one is for the planner to say.
alter table events add column words tsvector generated always as (titled_words(title, summary)) stored;
--> statement-breakpoint
create index events_words on events using gin (words);
--> statement-breakpoint
create function quote_words(text text, translations json, speaker text) returns tsvector
language sql immutable parallel safe begin atomic
  select search_vector(concat_ws(' xxparagraphxx ', text,
    (select string_agg(t ->> 'value', ' xxparagraphxx ') from json_array_elements(translations) t), speaker));
end;
--> statement-breakpoint
alter table quotes add column words tsvector
  generated always as (quote_words(text, translations, speaker_as_reported)) stored;
--> statement-breakpoint
create index quotes_words on quotes using gin (words);
--> statement-breakpoint
-- What everyone is shown of a document; its stored text is searched apart, for editors.
alter table documents add column words tsvector generated always as (titled_words(title, description)) stored;
--> statement-breakpoint
create index documents_words on documents using gin (words);
--> statement-breakpoint
-- A vector holds 1 MB at most: of a longer text the first half million characters are found.
alter table document_texts add column words tsvector generated always as (search_vector(left(text, 500000))) stored;
--> statement-breakpoint
create index document_texts_words on document_texts using gin (words);
--> statement-breakpoint
-- What a word of a question stands for: one of its forms, each as `search_key` leaves it.
create function search_any(forms text[]) returns tsquery language sql immutable parallel safe begin atomic
  select string_agg('(' || phraseto_tsquery('public.sijill', form)::text || ')', ' | ')::tsquery
  from unnest(forms) form where numnode(phraseto_tsquery('public.sijill', form)) > 0;
end;
