import * as things from '../db/tables/things.ts';
import type { LangMap, RecordKind } from '../model/common.ts';
import type { DisagreementRecord } from '../model/disagreement.ts';
import type { EvidenceRecord } from '../model/evidence.ts';
import { storedNameKeys } from '../names/keys.ts';
import { projectEvent, projectQuote, projectUtterance } from './projectHappenings.ts';
import {
  addRow,
  dateColumns,
  datedColumns,
  type Rows,
  type Stamp,
  type Stored,
  selectorColumns,
} from './rows.ts';

/**
 * Turns a record as it is written into the rows that answer questions about it. Pure.
 * A merge can make a record refer to itself; that is not shown.
 */
export const project: { [K in RecordKind]: (record: Stored<K>, stamp: Stamp, rows: Rows) => void } = {
  source: (record, stamp, rows) => {
    addRow(rows, things.sources, {
      id: record.id,
      slug: record.slug,
      kind: record.kind,
      name: record.name,
      description: record.description,
      url: record.url,
      country: record.country,
      actor_id: record.actor,
      ...stamp,
    });
  },

  location: (record, stamp, rows) => {
    addRow(rows, things.locations, {
      id: record.id,
      slug: record.slug,
      kind: record.kind,
      name: record.name,
      description: record.description,
      parent_id: record.parent === record.id ? undefined : record.parent,
      country: record.country,
      lon: record.point?.[0],
      lat: record.point?.[1],
      ...stamp,
    });
    addNames(rows, record);
  },

  actor: (record, stamp, rows) => {
    const { id } = record;
    addRow(rows, things.actors, {
      id,
      slug: record.slug,
      kind: record.kind,
      name: record.name,
      description: record.description,
      country: record.country,
      ...stamp,
    });
    addNames(rows, record);
    record.roles?.forEach((role, ord) => {
      addRow(rows, things.actorRoles, {
        actor_id: id,
        ord,
        office: role.office,
        organisation_id: role.organisation,
        ...dateColumns('held', role.held),
      });
      addEvidence(rows, id, role.evidence, `/roles/${ord}`);
    });
    record.relations?.forEach((relation, ord) => {
      if (relation.object === id) return;
      addRow(rows, things.actorRelations, {
        actor_id: id,
        ord,
        predicate: relation.predicate,
        object_id: relation.object,
        ...dateColumns('held', relation.held),
      });
      addEvidence(rows, id, relation.evidence, `/relations/${ord}`);
    });
  },

  document: (record, stamp, rows) => {
    addRow(rows, things.documents, {
      id: record.id,
      source_id: record.source,
      url: record.url,
      archived_url: record.archived_url,
      title: record.title,
      description: record.description,
      lang: record.lang,
      ...dateColumns('published', record.published),
      retrieved_at: record.retrieved_at,
      text_sha256: record.text_sha256,
      text_length: record.text_length,
      part_of: record.part_of,
      extent_start: record.extent?.[0],
      extent_end: record.extent?.[1],
      syndicated_from_document: record.syndicated_from?.document,
      syndicated_from_source: record.syndicated_from?.source,
      ...stamp,
    });
  },

  event: (record, stamp, rows) => {
    projectEvent(record, stamp, rows);
    addEvidence(rows, record.id, record.evidence);
    addDisagreements(rows, record.id, record.disagreements);
  },

  quote: projectQuote,

  utterance: (record, stamp, rows) => {
    projectUtterance(record, stamp, rows);
    addDisagreements(rows, record.id, record.disagreements);
  },

  figure: (record, stamp, rows) => {
    addRow(rows, things.figures, {
      id: record.id,
      metric: record.metric,
      value: record.value,
      min: record.min,
      max: record.max,
      qualifier: record.qualifier,
      unit: record.unit,
      subject_id: record.subject,
      location_id: record.location,
      ...datedColumns('as_of', record.as_of),
      event_id: record.event,
      by_actor: record.attributed_to?.actor,
      by_source: record.attributed_to?.source,
      by_document: record.attributed_to?.document,
      subset_of: record.subset_of,
      note: record.note,
      ...stamp,
    });
    addEvidence(rows, record.id, record.evidence);
  },
};

function addNames(rows: Rows, record: Stored<'actor'> | Stored<'location'>) {
  const primary = Object.entries(record.name as LangMap).map(([lang, value]) => ({
    lang,
    value,
    kind: 'primary',
    note: undefined,
  }));
  [...primary, ...(record.names ?? [])].forEach((name, i) => {
    addRow(rows, things.names, {
      record_id: record.id,
      ord: i - primary.length,
      kind: record.record,
      value: name.value,
      lang: name.lang,
      name_kind: name.kind,
      note: name.note,
    });
    for (const key of storedNameKeys(record.record, name.value))
      addRow(rows, things.nameKeys, { key, record_id: record.id, ord: i - primary.length });
  });
}

function addEvidence(rows: Rows, owner: string, evidence: EvidenceRecord[] = [], path = '') {
  evidence.forEach((entry, ord) => {
    addRow(rows, things.evidence, {
      owner_id: owner,
      path,
      ord,
      document_id: entry.document,
      ...selectorColumns(entry.selector),
      supports: entry.supports ?? [],
      assertion: entry.assertion ?? 'asserts',
      attributed_to: entry.attributed_to,
    });
  });
}

function addDisagreements(rows: Rows, owner: string, disagreements: DisagreementRecord[] = []) {
  disagreements.forEach((point, disagreement) => {
    addRow(rows, things.disagreements, {
      owner_id: owner,
      ord: disagreement,
      aspect: point.aspect,
      note: point.note,
    });
    point.positions.forEach(({ value, by, documents = [], quotes = [] }, position) => {
      addRow(rows, things.disagreementPositions, {
        owner_id: owner,
        disagreement,
        ord: position,
        value,
        by_actor: by?.actor,
        by_source: by?.source,
        by_document: by?.document,
      });
      const holders = [
        ...documents.map((document_id) => ({ document_id, quote_id: undefined })),
        ...quotes.map((quote_id) => ({ document_id: undefined, quote_id })),
      ];
      holders.forEach((holder, ord) => {
        addRow(rows, things.disagreementHolders, { owner_id: owner, disagreement, position, ord, ...holder });
      });
    });
  });
}
