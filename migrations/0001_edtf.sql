-- Uncertain dates (EDTF, ISO 8601-2) in SQL: the same rules as parseEdtf in src/model/edtf.ts, held together by
-- test/db/edtf-sql.test.ts. Generated columns and domain checks call these, also while a dump is restored with an empty
-- search_path: so edtf_parse calls nothing outside pg_catalog, and the others bind to it when they are created.
-- No exception block: it would start a subtransaction, which a parallel worker may not do.
create function edtf_parse(
  value text,
  out date_from date, out date_to date, out grain text, out approximate boolean, out uncertain boolean
) language plpgsql immutable parallel safe as $$
declare
  is_set constant boolean := left(value, 1) = '[';
  is_interval constant boolean := not is_set and strpos(value, '/') > 0;
  separator constant text := case when is_set then '..' else '/' end;
  inner_text text := value;
  elements text[];
  element text;
  ends text[];
  part text;
  place int;
  qualified boolean;
  open_before boolean := false;
  open_after boolean := false;
  y1 int; y2 int; m1 int; m2 int; d1 int; d2 int; days int;
  first_day date; part_from date; part_to date; previous date;
begin
  if value is null then
    return;
  end if;
  <<reading>>
  begin
    approximate := false;
    uncertain := false;
    -- Nearly every date is a plain day.
    if value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then
      y1 := left(value, 4)::int;
      m1 := substr(value, 6, 2)::int;
      d1 := substr(value, 9, 2)::int;
      exit reading when y1 = 0 or m1 not between 1 and 12 or d1 not between 1 and 31;
      exit reading when d1 > 28 and d1 > case
        when m1 in (4, 6, 9, 11) then 30
        when m1 <> 2 then 31
        when y1 % 4 = 0 and (y1 % 100 <> 0 or y1 % 400 = 0) then 29
        else 28
      end;
      date_from := make_date(y1, m1, d1);
      date_to := date_from;
      grain := 'day';
      return;
    end if;

    if is_set then
      exit reading when right(value, 1) <> ']';
      inner_text := substr(value, 2, length(value) - 2);
      open_before := left(inner_text, 2) = '..';
      if open_before then
        inner_text := substr(inner_text, 3);
      end if;
      open_after := right(inner_text, 2) = '..';
      if open_after then
        inner_text := left(inner_text, -2);
      end if;
      elements := string_to_array(inner_text, ',');
      exit reading when cardinality(elements) = 0
        or (open_before and strpos(elements[1], '..') > 0)
        or (open_after and strpos(elements[cardinality(elements)], '..') > 0)
        or (open_before and open_after and cardinality(elements) = 1);
    else
      elements := array[value];
    end if;

    foreach element in array elements loop
      ends := string_to_array(element, separator);
      exit reading when cardinality(ends) not between 1 and 2;
      first_day := null;
      for place in 1 .. cardinality(ends) loop
        part := ends[place];
        part_from := null;
        part_to := null;
        if not (is_interval and part in ('', '..')) then
          qualified := not is_set and right(part, 1) in ('?', '~', '%');
          if qualified then
            approximate := approximate or right(part, 1) in ('~', '%');
            uncertain := uncertain or right(part, 1) in ('?', '%');
            part := left(part, -1);
          end if;
          if part ~ '^[0-9]{4}(-[0-9]{2}){0,2}$' then
            null;
          else
            exit reading when is_set or is_interval or qualified
              or part !~ '^([0-9]{4}-(XX|XX-XX|[0-9]{2}-XX)|[0-9]{2}[0-9X]X)$';
          end if;

          y1 := replace(left(part, 4), 'X', '0')::int;
          y2 := replace(left(part, 4), 'X', '9')::int;
          if substr(part, 6, 2) in ('', 'XX') then
            m1 := 1;
            m2 := 12;
          else
            m1 := substr(part, 6, 2)::int;
            m2 := m1;
            -- A season is a quarter of the year, as the edtf library has it.
            if m1 between 21 and 24 and length(part) = 7 and not (is_set or is_interval or qualified) then
              grain := 'season';
              m1 := (m1 - 21) * 3 + 1;
              m2 := m1 + 2;
            end if;
          end if;
          exit reading when y1 = 0 or m1 not between 1 and 12;
          days := case
            when m2 in (4, 6, 9, 11) then 30
            when m2 <> 2 then 31
            when y2 % 4 = 0 and (y2 % 100 <> 0 or y2 % 400 = 0) then 29
            else 28
          end;
          if substr(part, 9, 2) in ('', 'XX') then
            d1 := 1;
            d2 := days;
          else
            d1 := substr(part, 9, 2)::int;
            d2 := d1;
            exit reading when d1 not between 1 and days;
          end if;
          part_from := make_date(y1, m1, d1);
          part_to := make_date(y2, m2, d2);
        end if;
        if place = 1 then
          first_day := part_from;
        end if;
      end loop;
      exit reading when part_to < first_day or first_day < previous;
      if previous is null then
        date_from := first_day;
      end if;
      previous := first_day;
      date_to := greatest(date_to, part_to);
    end loop;
    if open_before then
      date_from := null;
    end if;
    if open_after then
      date_to := null;
    end if;

    grain := case
      when date_from is null and date_to is null then 'unknown'
      when is_set or is_interval or strpos(left(value, 4), 'XX') > 0 then 'interval'
      when grain = 'season' then grain
      when substr(value, 4, 1) = 'X' then 'decade'
      when value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' then 'day'
      when value ~ '^[0-9]{4}-[0-9]{2}' then 'month'
      else 'year'
    end;
    return;
  end;
  raise exception using
    errcode = 'invalid_datetime_format',
    message = format('"%s" is not an EDTF date that is read here, or is no possible date', left(value, 100));
end
$$;
--> statement-breakpoint
-- First day it can mean; null when open, unknown or null. Wrong EDTF raises 22007.
create function edtf_from(value text) returns date language sql immutable parallel safe
return (edtf_parse(value)).date_from;
--> statement-breakpoint
-- Last day it can mean; null when open, unknown or null. Wrong EDTF raises 22007.
create function edtf_to(value text) returns date language sql immutable parallel safe
return (edtf_parse(value)).date_to;
--> statement-breakpoint
-- day, month, season, year, decade, interval or unknown.
create function edtf_precision(value text) returns text language sql immutable parallel safe
return (edtf_parse(value)).grain;
--> statement-breakpoint
-- The EdtfDate of the API, ready to be sent; null when there is no date.
create function edtf_date(edtf text, basis text, note text) returns json language sql immutable parallel safe
begin atomic
  select case when edtf is not null then (
    '{"edtf":' || to_json(edtf)
    || ',"from":' || coalesce(to_json(facts.date_from)::text, 'null')
    || ',"to":' || coalesce(to_json(facts.date_to)::text, 'null')
    || ',"precision":' || to_json(facts.grain)
    || ',"approximate":' || facts.approximate
    || ',"uncertain":' || facts.uncertain
    || ',"basis":' || coalesce(to_json(basis)::text, 'null')
    || ',"note":' || coalesce(to_json(note)::text, 'null')
    || '}')::json end
  from edtf_parse(edtf) as facts;
end;
--> statement-breakpoint
create domain edtf as text check (value is null or edtf_precision(value) is not null);
--> statement-breakpoint
create domain date_basis as text check (value in ('stated', 'resolved', 'inferred'));
