import { cslOfQuote } from '../formats/csljson.ts';
import { wordsOf } from '../formats/words.ts';
import type { Event } from '../model/event.ts';
import type { Figure } from '../model/figure.ts';
import { directionOf } from '../model/language.ts';
import type { Quote } from '../model/quote.ts';
import type { Utterance } from '../model/utterance.ts';
import { labelOf } from '../model/vocabularies/index.ts';
import {
  Actor,
  By,
  Citations,
  Disagreements,
  Document,
  EvidenceList,
  Fact,
  In,
  Lines,
  type Of,
  Place,
  type Reading,
  To,
  When,
} from './parts.tsx';
import { say } from './say.ts';

type Shown<T> = { record: T; reading: Reading };

/** The words in the reader's language first, then as they were printed; or why they are not there. */
function Words({
  quote,
  reading,
}: {
  quote: Pick<Of<typeof Quote>, 'text' | 'translations'>;
  reading: Reading;
}) {
  const { language } = reading;
  const words = wordsOf(quote, language);
  const printed = quote.text.value;
  return (
    <>
      {words ? (
        <>
          <blockquote lang={words.lang} dir={directionOf(words.lang)}>
            {words.text}
          </blockquote>
          {words.translated ? <p class="soft">{say(words.translated, language)}</p> : null}
        </>
      ) : null}
      {printed !== null && words?.translated ? (
        <>
          <p class="kind">{say('original', language)}</p>
          <blockquote class="second" lang={quote.text.lang} dir={directionOf(quote.text.lang)}>
            {printed}
          </blockquote>
        </>
      ) : null}
      {printed === null ? <p class="soft">{say('withheld', language)}</p> : null}
    </>
  );
}

export function QuoteBody({ record: quote, reading }: Shown<Of<typeof Quote>>) {
  const { language, base } = reading;
  return (
    <>
      <Words quote={quote} reading={reading} />
      <dl>
        <Fact word="speaker" reading={reading}>
          {quote.speakers.length > 0 ? (
            <Lines lines={quote.speakers.map((actor) => <Actor actor={actor} reading={reading} />)} />
          ) : (
            say('unnamed', language)
          )}
          {quote.speaker_as_reported ? (
            <div class="soft">
              {say('asReported', language)}: <bdi dir="auto">{quote.speaker_as_reported}</bdi>
            </div>
          ) : null}
        </Fact>
        <Fact word="office" reading={reading}>
          {quote.speaker_office ? <In map={quote.speaker_office.office} reading={reading} /> : null}
        </Fact>
        <Fact word="said" reading={reading}>
          {quote.said ? <When date={quote.said} reading={reading} /> : null}
        </Fact>
        <Fact word="cue" reading={reading}>
          {quote.cue ? <bdi dir="auto">{quote.cue}</bdi> : null}
        </Fact>
        <Fact word="speechAct" reading={reading}>
          {labelOf('speech-acts', quote.speech_act, language)}
        </Fact>
        <Fact word="mode" reading={reading}>
          {labelOf('quote-modes', quote.mode, language)}
        </Fact>
        <Fact word="medium" reading={reading}>
          {quote.medium ? labelOf('medium-kinds', quote.medium.kind, language) : null}
        </Fact>
        <Fact word="about" reading={reading}>
          {quote.about.length > 0 ? (
            <Lines
              lines={quote.about.map(({ actor, location }) =>
                actor ? (
                  <Actor actor={actor} reading={reading} />
                ) : location ? (
                  <To kind="location" id={location.id} reading={reading}>
                    <In map={location.name} reading={reading} />
                  </To>
                ) : null,
              )}
            />
          ) : null}
        </Fact>
        <Fact word="ofEvent" reading={reading}>
          {quote.event ? (
            <To kind="event" id={quote.event.id} reading={reading}>
              <In map={quote.event.title} reading={reading} />
            </To>
          ) : null}
        </Fact>
        <Fact word="ofUtterance" reading={reading}>
          {quote.utterance ? (
            <To kind="utterance" id={quote.utterance} reading={reading}>
              {say('allWordings', language)}
            </To>
          ) : null}
        </Fact>
      </dl>
      <h2>{say('printedIn', language)}</h2>
      <Document document={quote.document} reading={reading} />
      <Place selector={quote.selector} anchor={quote.anchor} reading={reading} />
      {quote.note ? (
        <p>
          <In map={quote.note} reading={reading} />
        </p>
      ) : null}
      <Citations item={(spoken) => cslOfQuote(quote, { base, language: spoken })} reading={reading} />
    </>
  );
}

/** A number as it was reported. */
function Amount({
  figure,
  reading,
}: {
  figure: Pick<Of<typeof Figure>, 'value' | 'min' | 'max' | 'qualifier' | 'unit'>;
  reading: Reading;
}) {
  const { value, min, max, qualifier, unit } = figure;
  const format = (number: number) => new Intl.NumberFormat('en').format(number);
  const amount =
    value !== null
      ? format(value)
      : [min, max].map((bound) => (bound === null ? '…' : format(bound))).join('–');
  return (
    <>
      {qualifier && qualifier !== 'exactly'
        ? `${labelOf('figure-qualifiers', qualifier, reading.language)} `
        : ''}
      <bdi dir="ltr">{amount}</bdi> {unit ? <bdi>{unit}</bdi> : null}
    </>
  );
}

export function EventBody({ record: event, reading }: Shown<Of<typeof Event>>) {
  const { language } = reading;
  const { documents, outlets, independent } = event.reports;
  return (
    <>
      {event.summary ? (
        <p>
          <In map={event.summary} reading={reading} />
        </p>
      ) : null}
      <dl>
        <Fact word="date" reading={reading}>
          {event.date ? <When date={event.date} reading={reading} /> : null}
        </Fact>
        <Fact word="type" reading={reading}>
          {labelOf('event-types', event.type, language)}
          {event.subtype ? ` · ${labelOf('event-subtypes', `${event.type}.${event.subtype}`, language)}` : ''}
        </Fact>
        <Fact word="modality" reading={reading}>
          {labelOf('modalities', event.modality, language)}
        </Fact>
        <Fact word="participants" reading={reading}>
          {event.participants.length > 0 ? (
            <Lines
              lines={event.participants.map(({ role, actor, claim }) => (
                <>
                  <Actor actor={actor} reading={reading} />{' '}
                  <span class="soft">{labelOf('participant-roles', role, language)}</span>
                  {claim ? (
                    <span class="soft">
                      {' '}
                      ({labelOf('claim-statuses', claim.status, language)}
                      <By by={claim.by} reading={reading} />)
                    </span>
                  ) : null}
                </>
              ))}
            />
          ) : null}
        </Fact>
        <Fact word="places" reading={reading}>
          {event.locations.length > 0 ? (
            <Lines
              lines={event.locations.map(({ role, location }) => (
                <>
                  <To kind="location" id={location.id} reading={reading}>
                    <In map={location.name} reading={reading} />
                  </To>{' '}
                  <span class="soft">{labelOf('location-roles', role, language)}</span>
                </>
              ))}
            />
          ) : null}
        </Fact>
        <Fact word="figures" reading={reading}>
          {event.figures.length > 0 ? (
            <Lines
              lines={event.figures.flatMap(({ metric, values }) =>
                values.map((figure) => (
                  <>
                    <To kind="figure" id={figure.id} reading={reading}>
                      {labelOf('figure-metrics', metric, language)}
                    </To>
                    : <Amount figure={figure} reading={reading} />
                    <By by={figure.attributed_to} reading={reading} />
                  </>
                )),
              )}
            />
          ) : null}
        </Fact>
        <Fact word="relations" reading={reading}>
          {event.relations.length > 0 ? (
            <Lines
              lines={event.relations.map(({ predicate, event: other }) => (
                <>
                  <span class="soft">{labelOf('event-relations', predicate, language)}</span>{' '}
                  <To kind="event" id={other.id} reading={reading}>
                    <In map={other.title} reading={reading} />
                  </To>
                </>
              ))}
            />
          ) : null}
        </Fact>
        <Fact word="reports" reading={reading}>
          {`${documents} ${say('documents', language)} · ${outlets} ${say('outlets', language)} · ${independent} ${say('independent', language)}`}
        </Fact>
        <Fact word="quotes" reading={reading}>
          {event.quotes_count > 0 ? (
            <a href={`${reading.base}/v1/quotes?event=${event.id}`}>{event.quotes_count}</a>
          ) : null}
        </Fact>
      </dl>
      <Disagreements disagreements={event.disagreements} reading={reading} />
      <EvidenceList evidence={event.evidence} reading={reading} />
    </>
  );
}

export function UtteranceBody({ record: utterance, reading }: Shown<Of<typeof Utterance>>) {
  const { language } = reading;
  return (
    <>
      <dl>
        <Fact word="speaker" reading={reading}>
          {utterance.speakers.length > 0 ? (
            <Lines lines={utterance.speakers.map((actor) => <Actor actor={actor} reading={reading} />)} />
          ) : (
            say('unnamed', language)
          )}
        </Fact>
        <Fact word="said" reading={reading}>
          {utterance.said ? <When date={utterance.said} reading={reading} /> : null}
        </Fact>
        <Fact word="ofEvent" reading={reading}>
          {utterance.event ? (
            <To kind="event" id={utterance.event.id} reading={reading}>
              <In map={utterance.event.title} reading={reading} />
            </To>
          ) : null}
        </Fact>
      </dl>
      <h2>{say('wordings', language)}</h2>
      {utterance.variants.map(({ quote }) => (
        <section>
          <Words quote={quote} reading={reading} />
          <Document document={quote.document} reading={reading} />
          <p>
            <To kind="quote" id={quote.id} reading={reading}>
              {say('quote', language)}
            </To>
          </p>
        </section>
      ))}
      <Disagreements disagreements={utterance.disagreements} reading={reading} />
    </>
  );
}

export function FigureBody({ record: figure, reading }: Shown<Of<typeof Figure>>) {
  return (
    <>
      <dl>
        <Fact word="value" reading={reading}>
          <Amount figure={figure} reading={reading} />
          <By by={figure.attributed_to} reading={reading} />
        </Fact>
        <Fact word="subject" reading={reading}>
          {figure.subject ? <Actor actor={figure.subject} reading={reading} /> : null}
        </Fact>
        <Fact word="places" reading={reading}>
          {figure.location ? (
            <To kind="location" id={figure.location.id} reading={reading}>
              <In map={figure.location.name} reading={reading} />
            </To>
          ) : null}
        </Fact>
        <Fact word="asOf" reading={reading}>
          {figure.as_of ? <When date={figure.as_of} reading={reading} /> : null}
        </Fact>
        <Fact word="ofEvent" reading={reading}>
          {figure.event ? (
            <To kind="event" id={figure.event} reading={reading}>
              {say('event', reading.language)}
            </To>
          ) : null}
        </Fact>
      </dl>
      {figure.note ? (
        <p>
          <In map={figure.note} reading={reading} />
        </p>
      ) : null}
      <EvidenceList evidence={figure.evidence} reading={reading} />
    </>
  );
}
