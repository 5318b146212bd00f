// What somebody did and said, asked with types generated from openapi.json:
//   npx tsx openapi/example-client.ts http://localhost:3000 McCary
import createClient from 'openapi-fetch';
import type { paths } from './client.d.ts';

const [baseUrl = 'http://localhost:3000', name = 'McCary'] = process.argv.slice(2);

// Answers come in several formats; this client takes JSON, and problem documents where it is refused.
const api = createClient<paths, 'application/json' | 'application/problem+json'>({ baseUrl });

const found = await api.GET('/v1/actors', { params: { query: { q: name, limit: 1 } } });
if (found.error) throw new Error(found.error.detail);
const [actor] = found.data.data;
if (!actor) throw new Error(`Nobody is called ${name}.`);
const params = { path: { ref: actor.slug } };
console.log(`${actor.name.en} (${actor.name.ar}): ${actor.activity.events} events`);

const timeline = await api.GET('/v1/actors/{ref}/timeline', {
  params: { ...params, query: { track: ['said', 'did'], order: 'asc', limit: 3 } },
});
if (timeline.error) throw new Error(timeline.error.detail);
for (const { date, title, track } of timeline.data.data)
  console.log(`${date?.edtf ?? 'undated'}  ${track}: ${title.en}`);

const quotes = await api.GET('/v1/actors/{ref}/quotes', {
  params: { ...params, query: { collapse: 'utterance', limit: 3 } },
});
if (quotes.error) throw new Error(quotes.error.detail);
for (const entry of quotes.data.data)
  for (const quote of 'variants' in entry ? entry.variants.map((variant) => variant.quote) : [entry]) {
    const words = quote.text.value ?? quote.text.withheld;
    console.log(
      `${quote.document.source?.name.en ?? 'an outlet'}: “${words}” / “${quote.translations[0]?.value}”`,
    );
  }
