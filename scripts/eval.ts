import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { evaluateGrouping } from './eval/grouping.ts';
import { judgeNames } from './eval/names.ts';
import { PERSONS } from './eval/persons.ts';
import { printSearch } from './eval/search.ts';

/**
 * Judges what cannot be right or wrong as a whole, on real data beside the repository. `--quick` asks for a tenth of it, once,
 * `--seeds` says how often;
 * `--database postgres://…` names an empty database to work in, else the embedded one is used.
 */

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '3' },
    database: { type: 'string' },
  },
});

if (!existsSync(PERSONS))
  console.log('Nothing to judge by: ../shared/data/names is not beside this checkout.');
else await judgeNames(options.database, options.quick ? [10_000, 1] : [100_000, Number(options.seeds)]);

evaluateGrouping();
await printSearch();
