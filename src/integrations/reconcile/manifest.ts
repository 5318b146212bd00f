import { softwareVersion } from '../../version.ts';
import { entityTypes, type Lang, named } from './types.ts';

const titles: Record<Lang, string> = { en: 'Sijill: actors and places', ar: 'سجل: أطراف وأماكن' };

/** Which languages there are, by the step in the path that chooses them. */
export const languages = { '': 'en', '/en': 'en', '/ar': 'ar' } as const satisfies Record<string, Lang>;

/** What the service can do (Reconciliation Service API 0.2, section 3); `root` is its own absolute address. */
export const manifest = (root: string, base: string, lang: Lang) => ({
  versions: ['0.1', '0.2'],
  name: titles[lang],
  identifierSpace: `${base}/reconcile/view/`,
  schemaSpace: `${base}/v1/vocabularies/`,
  documentation: `${base}/docs`,
  serviceVersion: softwareVersion,
  defaultTypes: entityTypes.filter(({ code }) => !code).map((type) => named(type, lang)),
  view: { url: `${root}/view/{{id}}` },
  preview: { url: `${root}/preview/{{id}}`, width: 400, height: 220 },
  suggest: Object.fromEntries(
    ['entity', 'type', 'property'].map((name) => [
      name,
      { service_url: root, service_path: `/suggest/${name}` },
    ]),
  ),
  extend: {
    propose_properties: { service_url: root, service_path: '/properties' },
    property_settings: [],
  },
});
