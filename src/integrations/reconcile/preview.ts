import { type Entity, properties } from './properties.ts';
import { type Lang, spoken, typesOf } from './types.ts';

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

const shown = ['aliases', 'country', 'office', 'organisation', 'within', 'wikidata'];

/** One record on a card of HTML, small enough for a frame beside a cell. */
export function previewPage(entity: Entity, lang: Lang): string {
  const { record, kind } = entity;
  const name = spoken(record.name, lang) ?? record.slug;
  const other = Object.entries(record.name).filter(([, value]) => value !== name);
  const rows = properties
    .filter(({ id }) => shown.includes(id))
    .map((property) => ({
      label: spoken(property.label, lang) ?? property.id,
      values: property
        .cells(entity, lang)
        .map((cell) => String('name' in cell ? cell.name : Object.values(cell)[0])),
    }))
    .filter(({ values }) => values.length > 0);
  const direction = lang === 'ar' ? 'rtl' : 'ltr';
  return `<!doctype html>
<html lang="${lang}" dir="${direction}">
<meta charset="utf-8">
<title>${escaped(name)}</title>
<style>
  body { font: 14px/1.4 system-ui, sans-serif; margin: 10px }
  h1 { font-size: 17px; margin: 0 }
  p { margin: 2px 0 6px; color: #444 }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 10px; margin: 0 }
  dt { color: #555 } dd { margin: 0 }
</style>
<h1>${escaped(name)}</h1>
<p>${other.map(([tag, value]) => `<span lang="${escaped(tag)}"><bdi>${escaped(value)}</bdi></span> · `).join('')}${escaped(typesOf(kind, record.kind, lang)[0]?.name ?? kind)}</p>
<p>${escaped(spoken(record.description, lang) ?? '')}</p>
<dl>
${rows
  .map(
    ({ label, values }) =>
      `<dt>${escaped(label)}</dt><dd>${values
        .slice(0, 4)
        .map((one) => `<bdi>${escaped(one)}</bdi>`)
        .join(lang === 'ar' ? '، ' : ', ')}</dd>`,
  )
  .join('\n')}
</dl>
</html>
`;
}
