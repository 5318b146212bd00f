import { code, list, object } from './json.ts';
import { quoteExcerpt } from './quote.ts';
import { claimant, documentById } from './references.ts';

/** The points on which accounts of a record differ (model/disagreement.ts). */
export const disagreementsOf = (owner: string) =>
  list(
    object({
      aspect: code('di.aspect'),
      note: 'di.note',
      positions: list(
        object({
          value: 'po.value',
          by: claimant('po.by_actor', 'po.by_source', 'po.by_document'),
          documents: list(documentById('ho.document_id'), holders('document_id'), 'ho.ord'),
          quotes: list(
            `(select ${quoteExcerpt} from quotes q where q.id = ho.quote_id)`,
            holders('quote_id'),
            'ho.ord',
          ),
        }),
        'disagreement_positions po where po.owner_id = di.owner_id and po.disagreement = di.ord',
        'po.ord',
      ),
    }),
    `disagreements di where di.owner_id = ${owner}`,
    'di.ord',
  );

const holders = (column: string) =>
  `disagreement_holders ho where ho.owner_id = po.owner_id and ho.disagreement = po.disagreement
    and ho.position = po.ord and ho.${column} is not null`;
