-- One quote in 256 has the term of that sample (0016): a look at these says how many a question would find.
update quotes set terms = array(select unnest(terms || filter_term('sample', '256')) order by 1)
where filter_term('sample', id::text) % 256 = 0;
