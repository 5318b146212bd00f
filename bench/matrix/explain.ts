import pg from 'pg';
import { buildApp } from '../../src/app.ts';
import { openDatabase } from '../../src/db/open.ts';

const literal = (value: unknown): string =>
  Array.isArray(value)
    ? pg.escapeLiteral(`{${value.map((one) => JSON.stringify(`${one}`)).join(',')}}`)
    : value === null || value === undefined
      ? 'null'
      : pg.escapeLiteral(`${value}`);

interface Statement {
  text: string;
  values: unknown[];
}

/**
 * What PostgreSQL does for one address of the API: EXPLAIN of the slowest statement that answering it takes. `generic`
 * shows the plan that a prepared statement may have for all values instead of the one for these.
 */
export async function explain(databaseUrl: string, path: string, generic: boolean): Promise<string> {
  const database = await openDatabase({
    databaseUrl,
    databaseReadUrl: undefined,
    poolSize: 1,
    statementTimeoutMs: 60_000,
  });
  const asked: Statement[] = [];
  const { pool } = database.reads;
  const listening = Object.create(pool) as pg.Pool;
  // Every way in which the service asks hands over the text and its values, in an object or a query.
  listening.query = ((statement: Statement, ...rest: unknown[]) => {
    if (!/^\s*explain\b/.test(statement.text))
      asked.push({
        text: statement.text,
        values: statement.values ?? (rest[0] as unknown[] | undefined) ?? [],
      });
    return (pool.query as (...given: unknown[]) => unknown).call(pool, statement, ...rest);
  }) as typeof pool.query;
  const app = await buildApp({
    database: { ...database, reads: { pool: listening } },
    config: { publicUrl: undefined, publicRead: true, cacheBytes: 0 },
  });
  try {
    const { statusCode, body } = await app.inject(path);
    if (statusCode !== 200) throw new Error(`${path} is answered ${statusCode}: ${body.slice(0, 500)}`);
    const plans: { text: string; ms: number }[] = [];
    const how = 'explain (analyze, buffers, costs)';
    if (generic) await pool.query('set plan_cache_mode = force_generic_plan');
    for (const { text, values } of asked) {
      if (generic) await pool.query(`deallocate all; prepare asked as ${text}`);
      const { rows } = generic
        ? await pool.query(`${how} execute asked(${values.map(literal).join(', ')})`)
        : await pool.query(`${how} ${text}`, values);
      const plan = rows.map((row) => row['QUERY PLAN'] as string).join('\n');
      plans.push({ text: plan, ms: Number(/Execution Time: ([\d.]+)/.exec(plan)?.[1]) });
    }
    return plans.sort((a, b) => b.ms - a.ms)[0]?.text ?? '';
  } finally {
    await app.close();
    await database.close();
  }
}
