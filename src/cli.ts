#!/usr/bin/env node
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { SingleBar } from 'cli-progress';
import { Command, CommanderError, Option } from 'commander';
import { read } from './arabic/reading/read.ts';
import { readingLines, readingReport } from './arabic/reading/report.ts';
import { exportBundle } from './bundle/export.ts';
import { hydrate } from './bundle/hydrate.ts';
import { loadBundle } from './bundle/load.ts';
import { bundleFiles } from './bundle/read.ts';
import { BundleRejected, type Rejected } from './bundle/report.ts';
import { exportToFile } from './bundle/spool.ts';
import { readConfig } from './config.ts';
import { type Database, openDatabase } from './db/open.ts';
import { demoPath } from './demo.ts';
import { parseEdtf } from './model/edtf.ts';
import { type KeyRole, keyRoles } from './model/roles.ts';
import { createKey, listKeys, revokeKey } from './store/keys.ts';
import { softwareVersion } from './version.ts';

const FAILED = 1;
const WRONG_USAGE = 2;

const program = new Command('sijill')
  .description('A knowledge base of conflict events as they were reported')
  .version(softwareVersion)
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .option('--json', 'print results as JSON');

// What only the service needs takes as long to read as all the rest.
program
  .command('serve')
  .description('run the service')
  .action(async () => (await import('./serve.ts')).serve());

program
  .command('migrate')
  .description('bring the database’s tables up to date')
  .action(() => withDatabase(async () => report({ migrated: true }, () => 'The tables are up to date.')));

program
  .command('load [path]')
  .description('load a bundle: an .ndjson file, or a directory of them; safe to run again')
  .option('--demo', 'load the demonstration knowledge base')
  .option('--dry-run', 'report what would happen and change nothing')
  .action((path: string | undefined, { demo, dryRun }: { demo?: boolean; dryRun?: boolean }) => {
    if ((path === undefined) === !demo)
      throw new CommanderError(WRONG_USAGE, 'sijill.usage', 'Give either a path or --demo.');
    return withDatabase(async (database) => {
      const bar = progressBar();
      const loaded = await loadBundle(
        database,
        bundleFiles(path ?? demoPath),
        { by: 'cli' },
        { dryRun, onProgress: (records) => bar?.update(records) },
      )
        .catch(explainRejection)
        .finally(() => bar?.stop());
      report(
        loaded,
        ({ created, updated, unchanged, rejected }) =>
          `${rejected.map(explainLine).join('')}${dryRun ? 'A load would give: ' : ''}` +
          `${created} created, ${updated} updated, ${unchanged} unchanged` +
          `${rejected.length > 0 ? `, ${rejected.length + (loaded.more ?? 0)} rejected` : ''}.`,
      );
      if (loaded.rejected.length > 0) process.exitCode = FAILED;
    });
  });

program
  .command('export [file]')
  .description('write the knowledge base as a bundle, to a file or to standard output')
  .option('--dehydrated', 'leave out every word of the documents')
  .action((file: string | undefined, { dehydrated = false }: { dehydrated?: boolean }) =>
    withDatabase(async (database) => {
      if (file === undefined) {
        await exportBundle(database, { dehydrated }, async (line) => {
          if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
        });
        return;
      }
      const exported = await exportToFile(database, { dehydrated }, file);
      report({ exported }, () => `${exported} records written to ${file}.`);
    }),
  );

program
  .command('hydrate <directory>')
  .description('load the articles’ texts (.txt) into their documents and verify every quotation in them')
  .action((directory: string) =>
    withDatabase(async (database) =>
      report(
        await hydrate(database, directory),
        ({ loaded, unknown, verified, moved, orphaned }) =>
          `${loaded.length} texts loaded, ${unknown.length} files unknown${unknown.length > 0 ? ` (${unknown.join(', ')})` : ''}. ` +
          `Passages: ${verified} verified, ${moved} moved, ${orphaned} orphaned.`,
      ),
    ),
  );

program
  .command('extract <files...>')
  .description('read articles and print what they say: a report, or with --json one draft a line')
  .addOption(
    new Option('--lang <lang>', 'language of the articles; found out without it').choices(['ar', 'en']),
  )
  .option('--published <date>', 'day, month or year of publication, for relative dates')
  .option('--outlet <name>', 'name of the outlet')
  .action(async (files: string[], options: { lang?: 'ar' | 'en'; published?: string; outlet?: string }) => {
    if (options.published !== undefined && parseEdtf(options.published) === null)
      throw new CommanderError(
        WRONG_USAGE,
        'sijill.usage',
        `“${options.published}” is not a date such as 2024-03-02.`,
      );
    const bar =
      files.length > 1
        ? progressBar('{value}/{total} articles {duration_formatted}', files.length)
        : undefined;
    for (const [index, file] of files.entries()) {
      const text = await readFile(file, 'utf8');
      const reading = read(text, options);
      const lines = program.opts().json
        ? [...readingLines(reading)].map((draft) =>
            JSON.stringify(files.length > 1 ? { file, ...draft } : draft),
          )
        : [...(files.length > 1 ? [file] : []), readingReport(text, reading)];
      for (const line of lines) if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
      bar?.update(index + 1);
    }
    bar?.stop();
  });

const key = program.command('key').description('keys for writing, and for reading where it is not public');

key
  .command('create <name>')
  .description('make a key; it is shown once')
  .addOption(new Option('--role <role>', 'what it may do').choices(keyRoles).default('contributor'))
  .action((name: string, { role }: { role: KeyRole }) =>
    withDatabase(async ({ db }) => report(await createKey(db, name, role), ({ key: secret }) => secret)),
  );

key
  .command('list')
  .description('the keys, without their secrets')
  .action(() =>
    withDatabase(async ({ db }) =>
      report(await listKeys(db), (keys) =>
        keys
          .map(({ id, name, role, last_used_at, revoked_at }) =>
            [
              id,
              role,
              name,
              revoked_at ? `revoked ${revoked_at}` : `last used ${last_used_at ?? 'never'}`,
            ].join('\t'),
          )
          .join('\n'),
      ),
    ),
  );

key
  .command('revoke <name>')
  .description('end a key, by name or id')
  .action((name: string) =>
    withDatabase(async ({ db }) => {
      await revokeKey(db, name);
      report({ revoked: name }, () => `The key “${name}” is no longer valid.`);
    }),
  );

async function withDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const database = await openDatabase(readConfig());
  try {
    await database.migrate();
    await work(database);
  } finally {
    await database.close();
  }
}

/** Prints a result as JSON with --json, else as a sentence. */
function report<T>(result: T, sentence: (result: T) => string): void {
  console.log(program.opts().json ? JSON.stringify(result) : sentence(result));
}

function explainRejection(error: unknown): never {
  if (error instanceof BundleRejected) {
    const { rejected, more } = error.report;
    if (program.opts().json) console.log(JSON.stringify(error.report));
    else
      process.stderr.write(rejected.map(explainLine).join('') + (more ? `… and ${more} more lines.\n` : ''));
  }
  throw error;
}

const explainLine = ({ file, line, pointer, reason }: Rejected) =>
  `${file}:${line} ${pointer ? `${pointer} ` : ''}${reason}\n`;

/** A bar on a terminal for what takes long; nothing elsewhere, so that logs stay plain. */
function progressBar(format = '{value} records {duration_formatted}', total = 0): SingleBar | undefined {
  if (!process.stderr.isTTY || program.opts().json) return undefined;
  const bar = new SingleBar({ format, stream: process.stderr });
  bar.start(total, 0);
  return bar;
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    if (error.code === 'sijill.usage') console.error(error.message);
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
  } else {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = FAILED;
  }
}
