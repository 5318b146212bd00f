import { cslOfDocument } from '../formats/csljson.ts';
import type { Actor as ActorAnswer } from '../model/actor.ts';
import type { Document as DocumentAnswer } from '../model/document.ts';
import type { Location } from '../model/location.ts';
import type { Source } from '../model/source.ts';
import { labelOf } from '../model/vocabularies/index.ts';
import {
  Actor,
  Citations,
  EvidenceList,
  Fact,
  In,
  Lines,
  type Of,
  Outside,
  type Reading,
  Text,
  To,
  When,
} from './parts.tsx';
import { say } from './say.ts';

type Shown<T> = { record: T; reading: Reading };

const Names = ({ names, reading }: { names: { value: string; lang: string }[]; reading: Reading }) => (
  <Fact word="names" reading={reading}>
    {names.length > 0 ? (
      <Lines lines={names.map(({ value, lang }) => <Text lang={lang}>{value}</Text>)} />
    ) : null}
  </Fact>
);

export function ActorBody({ record: actor, reading }: Shown<Of<typeof ActorAnswer>>) {
  const { language, base } = reading;
  const { events, quotes, first, last } = actor.activity;
  return (
    <>
      {actor.description ? (
        <p>
          <In map={actor.description} reading={reading} />
        </p>
      ) : null}
      <dl>
        <Fact word="kind" reading={reading}>
          {labelOf('actor-kinds', actor.kind, language)}
        </Fact>
        <Fact word="country" reading={reading}>
          {actor.country}
        </Fact>
        <Names names={actor.names} reading={reading} />
        <Fact word="roles" reading={reading}>
          {actor.roles.length > 0 ? (
            <Lines
              lines={actor.roles.map(({ office, organisation, held }) => (
                <>
                  <In map={office} reading={reading} />
                  {organisation ? (
                    <>
                      {' '}
                      · <Actor actor={organisation} reading={reading} />
                    </>
                  ) : null}
                  {held ? (
                    <div class="soft">
                      <When date={held} reading={reading} />
                    </div>
                  ) : null}
                </>
              ))}
            />
          ) : null}
        </Fact>
        <Fact word="relations" reading={reading}>
          {actor.relations.length > 0 ? (
            <Lines
              lines={actor.relations.map(({ predicate, object }) => (
                <>
                  <span class="soft">{labelOf('actor-relations', predicate, language)}</span>{' '}
                  <Actor actor={object} reading={reading} />
                </>
              ))}
            />
          ) : null}
        </Fact>
        <Fact word="activity" reading={reading}>
          <a href={`${base}/v1/actors/${actor.id}/timeline`}>{`${events} ${say('events', language)}`}</a>
          {' · '}
          <a href={`${base}/v1/actors/${actor.id}/quotes`}>{`${quotes} ${say('quoteCount', language)}`}</a>
          {first && last ? (
            <div class="soft">
              <bdi dir="ltr">{first === last ? first : `${first} – ${last}`}</bdi>
            </div>
          ) : null}
        </Fact>
      </dl>
      {actor.roles.some(({ evidence = [] }) => evidence.length > 0) ? (
        <EvidenceList evidence={actor.roles.flatMap(({ evidence = [] }) => evidence)} reading={reading} />
      ) : null}
    </>
  );
}

export function LocationBody({ record: location, reading }: Shown<Of<typeof Location>>) {
  return (
    <>
      {location.description ? (
        <p>
          <In map={location.description} reading={reading} />
        </p>
      ) : null}
      <dl>
        <Fact word="kind" reading={reading}>
          {labelOf('location-kinds', location.kind, reading.language)}
        </Fact>
        <Names names={location.names} reading={reading} />
        <Fact word="inside" reading={reading}>
          {location.ancestors.length > 0 ? (
            <Lines
              lines={location.ancestors.map((place) => (
                <To kind="location" id={place.id} reading={reading}>
                  <In map={place.name} reading={reading} />
                </To>
              ))}
            />
          ) : null}
        </Fact>
        <Fact word="country" reading={reading}>
          {location.country}
        </Fact>
        <Fact word="point" reading={reading}>
          {location.point ? <bdi dir="ltr">{`${location.point[1]}, ${location.point[0]}`}</bdi> : null}
        </Fact>
      </dl>
    </>
  );
}

export function SourceBody({ record: source, reading }: Shown<Of<typeof Source>>) {
  return (
    <>
      {source.description ? (
        <p>
          <In map={source.description} reading={reading} />
        </p>
      ) : null}
      <dl>
        <Fact word="kind" reading={reading}>
          {labelOf('source-kinds', source.kind, reading.language)}
        </Fact>
        <Fact word="country" reading={reading}>
          {source.country}
        </Fact>
        <Fact word="website" reading={reading}>
          {source.url ? <Outside url={source.url} /> : null}
        </Fact>
        <Fact word="activity" reading={reading}>
          <a href={`${reading.base}/v1/documents?source=${source.id}`}>
            {`${source.documents} ${say('documents', reading.language)}`}
          </a>
        </Fact>
      </dl>
    </>
  );
}

export function DocumentBody({ record: document, reading }: Shown<Of<typeof DocumentAnswer>>) {
  const { language, base } = reading;
  const { events, quotes } = document.supports;
  return (
    <>
      {document.description ? (
        <p>
          <In map={document.description} reading={reading} />
        </p>
      ) : null}
      <dl>
        <Fact word="source" reading={reading}>
          {document.source ? (
            <To kind="source" id={document.source.id} reading={reading}>
              <In map={document.source.name} reading={reading} />
            </To>
          ) : (
            say('outletUnknown', language)
          )}
        </Fact>
        <Fact word="published" reading={reading}>
          {document.published ? <When date={document.published} reading={reading} /> : null}
        </Fact>
        <Fact word="language" reading={reading}>
          {new Intl.DisplayNames([language], { type: 'language' }).of(document.lang)}
        </Fact>
        <Fact word="address" reading={reading}>
          {document.url ? <Outside url={document.url} /> : null}
        </Fact>
        <Fact word="archived" reading={reading}>
          {document.archived_url ? <Outside url={document.archived_url} /> : null}
        </Fact>
        <Fact word="inside" reading={reading}>
          {document.part_of ? (
            <To kind="document" id={document.part_of.id} reading={reading}>
              <In map={document.part_of.title} reading={reading} otherwise={say('untitled', language)} />
            </To>
          ) : null}
        </Fact>
        <Fact word="activity" reading={reading}>
          <a
            href={`${base}/v1/events?document=${document.id}`}
          >{`${events.length} ${say('events', language)}`}</a>
          {' · '}
          <a
            href={`${base}/v1/quotes?document=${document.id}`}
          >{`${quotes.length} ${say('quoteCount', language)}`}</a>
        </Fact>
      </dl>
      <Citations item={(spoken) => cslOfDocument(document, { base, language: spoken })} reading={reading} />
    </>
  );
}
