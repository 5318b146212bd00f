import { disagreementsOf } from './disagreement.ts';
import type { Visible } from './event.ts';
import { array, code, list, object, value } from './json.ts';
import { quoteJson } from './quote.ts';
import { eventById, recordFields, shortForm } from './references.ts';

const said = 'utterance_speakers us join actors ua on ua.id = us.actor_id where us.utterance_id = u.id';

export const utteranceSpeakers = list(shortForm('ua'), said, 'us.ord');

/** Every wording, by the day its document was published; the row of the utterance is `u`. */
export const variants = (visible: Visible) =>
  list(
    object({
      quote: quoteJson,
      part: `case when u_q.part_start is not null then ${array('u_q.part_start', 'u_q.part_end')} end`,
      words: value(`case when u_q.part_start is null then q.text else
        substring(q.text from u_q.part_start - q.start_at + 1 for u_q.part_end - u_q.part_start) end`),
    }),
    `utterance_quotes u_q join quotes q on q.id = u_q.quote_id where u_q.utterance_id = u.id and ${visible('q')}`,
    'u_q.ord',
  );

/** One thing said once as a record of its own (model/utterance.ts), without word differences. */
export const utteranceJson = (visible: Visible) =>
  object({
    id: code('u.id'),
    speaker: `(select ${shortForm('ua')} from ${said} order by us.ord limit 1)`,
    speakers: utteranceSpeakers,
    event: eventById('u.event_id'),
    said: 'u.said',
    gist: 'u.gist',
    variants: variants(visible),
    disagreements: disagreementsOf('u.id'),
    ...recordFields('u'),
  });
