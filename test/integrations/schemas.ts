import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';

/**
 * The schemas by which standards say what is right, read from ../shared as they were published. Where that is not
 * there, nothing is found wrong.
 */

const folder = (path: string) => new URL(`../../../shared/data/clients/${path}/`, import.meta.url);

export const isHere = existsSync(folder('.'));

const open = () => new Ajv({ strict: false, allErrors: true, validateFormats: false });

const without = (schema: Record<string, unknown>, ...names: string[]) =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => !names.includes(name)));

/** What a schema finds wrong; nothing where all is well. */
export type Faults = (schema: string, value: unknown) => unknown[];

const judge =
  (find: (schema: string) => ValidateFunction | undefined): Faults =>
  (schema, value) => {
    const validate = find(schema);
    if (!validate) throw new Error(`There is no schema “${schema}”.`);
    return validate(value) ? [] : (validate.errors ?? []);
  };

/** Reconciliation Service API 0.2, by file name without its ending. */
export function reconciliationSchemas(): Faults {
  if (!isHere) return () => [];
  const at = folder('reconciliation-0.2/schemas');
  const ajv = open();
  const compiled = new Map<string, ValidateFunction>();
  const read = (name: string) =>
    without(JSON.parse(readFileSync(new URL(`${name}.json`, at), 'utf8')), '$schema', '$id');
  // Swagger's schema of security, of which the manifest borrows one definition that we do not use.
  ajv.addSchema(
    { definitions: { securityDefinitions: { additionalProperties: {} } } },
    'http://swagger.io/v2/schema.json',
  );
  ajv.addSchema(read('type'), 'type.json');
  return judge((name) => {
    const known = compiled.get(name) ?? ajv.compile(read(name));
    compiled.set(name, known);
    return known;
  });
}

/** OGC API Features 1.1, by file name without its ending. */
export function ogcSchemas(): Faults {
  if (!isHere) return () => [];
  const at = folder('ogcapi-features/core/openapi/schemas');
  const ajv = open();
  for (const file of readdirSync(at))
    ajv.addSchema(named(parse(readFileSync(new URL(file, at), 'utf8'))), file);
  return judge((name) => ajv.getSchema(`${name}.yaml`));
}

/** YAML reads the name of the type null as the value null. */
function named(schema: unknown): object {
  const text = JSON.stringify(schema, (name, value) => (name === 'type' && value === null ? 'null' : value));
  return JSON.parse(text.replaceAll('"type":["object",null]', '"type":["object","null"]'));
}
