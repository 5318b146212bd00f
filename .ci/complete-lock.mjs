// Adds the builds for other platforms that the lock file leaves out.
//
// npm leaves an optional package out of package-lock.json when the registry at hand does not serve it, and then
// refuses `npm ci` everywhere, because the lock file does not match. What is missing is known without asking:
// name and version stand in the package that wants it, system and processor in the name.
//
//   node .ci/complete-lock.mjs           completes package-lock.json
//   node .ci/complete-lock.mjs --check   exits with 1 and names what is missing
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

/** Where Node looks for a package from a folder, nearest first. */
const places = (folder, name) => {
  const steps = folder.split(/\/?node_modules\//).slice(1);
  const folders = steps.map((_, i) =>
    steps
      .slice(0, i + 1)
      .map((step) => `node_modules/${step}`)
      .join('/'),
  );
  return [...folders.reverse().map((from) => `${from}/node_modules/${name}`), `node_modules/${name}`];
};

const added = {};
for (const [folder, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  if (!folder) continue;
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (places(folder, name).some((place) => place in lock.packages)) continue;
    const words = name.split('/').at(-1).split('-');
    const os = systems.filter((system) => words.includes(system));
    const cpu = processors.filter((processor) => words.includes(processor));
    // A range, or a name without a platform in it: not to be known without asking.
    if (!/^\d/.test(version) || os.length + cpu.length === 0) continue;
    const libc = /-musl/.test(name) ? ['musl'] : /-gnu/.test(name) ? ['glibc'] : [];
    added[`node_modules/${name}`] = {
      version,
      ...(cpu.length > 0 && { cpu }),
      ...(dev && { dev }),
      ...(os.includes('linux') && libc.length > 0 && { libc }),
      optional: true,
      ...(os.length > 0 && { os }),
    };
  }
}

const missing = Object.keys(added);
if (process.argv.includes('--check')) {
  for (const folder of missing) console.error(`package-lock.json leaves out ${folder}`);
  if (missing.length > 0) console.error('Run: node .ci/complete-lock.mjs');
  process.exitCode = missing.length > 0 ? 1 : 0;
} else {
  const { '': root, ...packages } = lock.packages;
  const sorted = Object.entries({ ...packages, ...added }).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = { '': root, ...Object.fromEntries(sorted) };
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} added`);
}
