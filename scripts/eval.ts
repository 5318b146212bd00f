import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { evaluateGrouping } from './eval/grouping.ts';
import { judgeNames } from './eval/names.ts';
import { PERSONS } from './eval/persons.ts';
import { evaluateReading } from './eval/reading.ts';
import { printSearch } from './eval/search.ts';

/**
 * Judges what cannot be right or wrong as a whole, on real data beside the repository: the reading of articles, the
 * grouping of what several tell, search, and the lookup of persons by name. `--quick` asks for a tenth of the names,
 * once; `--seeds` says how often they are drawn; `--database postgres://…` names an empty database for them, else the
 * embedded one is used.
 */

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '3' },
    database: { type: 'string' },
  },
});

evaluateReading(true, false);
evaluateGrouping();
await printSearch();
if (existsSync(PERSONS))
  await judgeNames(options.database, options.quick ? [10_000, 1] : [100_000, Number(options.seeds)]);
else console.log('Nothing to judge names by: ../shared/data/names is not beside this checkout.');
