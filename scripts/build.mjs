// Builds dist/: the entry, and each module that is loaded late, as one CommonJS file of its own, so that a command loads only
// what it needs. CommonJS, because an ES module entry costs some milliseconds at every start. Then runs the program a few
// times and puts V8's code beside each file (src/load-bundle.ts says why).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** Entry points: the two that start, and whatever one of them loads late by `import('./….js')`, and so on. */
const entries = new Map([['load-bundle', 'src/load-bundle.ts'], ['main', 'src/main.ts']]);

/** Late modules stay outside and become bundles of their own, `require`d when they are asked for. */
const lateModulesOutside = {
  name: 'late modules outside',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ kind, path, importer, resolveDir }) => {
      if (importer.endsWith('load-bundle.ts')) return { path, external: true };
      if (kind !== 'dynamic-import' || !importer.endsWith('.ts')) return undefined;
      const file = resolve(resolveDir, path.replace(/\.js$/, '.ts'));
      const name = basename(file, '.ts');
      if (entries.has(name) && resolve(entries.get(name)) !== file) throw new Error(`two late modules are called ${name}`);
      if (!entries.has(name)) entries.set(name, file);
      return { path: `./${name}.js`, external: true };
    });
  },
};

/**
 * What libraries load at their start and we never use. commander can run other programs; loading what Node needs for that
 * takes 3 ms. chalk looks at the terminal to find out about colours, which we tell it; that takes 2 ms.
 */
const notUsed = {
  name: 'not used',
  setup({ onResolve, onLoad }) {
    const inCommander = join('node_modules', 'commander');
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes(inCommander) ? { path: 'child_process', namespace: 'not-used' } : undefined,
    );
    onResolve({ filter: /^#supports-color$/ }, () => ({ path: 'supports-color', namespace: 'not-used' }));
    onLoad({ filter: /.*/, namespace: 'not-used' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** `import process from 'node:process'` makes a copy of the whole module, name by name, before it takes the default export. */
const defaultsUncopied = {
  name: 'defaults uncopied',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:(process|os|path)$/ }, ({ importer, path }) =>
      importer.includes(join('node_modules', 'env-paths')) || importer.includes(join('node_modules', 'is-safe-filename'))
        ? { path, namespace: 'default' }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'default' }, ({ path }) => ({ contents: `export default process.getBuiltinModule('${path}');` }));
    // For the same reason the CommonJS form of commander, which is its source.
    onResolve({ filter: /^commander$/ }, () => ({ path: createRequire(import.meta.url).resolve('commander') }));
  },
};

/** Names this build in what it keeps in the cache folder: other sources may read the same content otherwise. */
async function buildName() {
  const hash = createHash('sha256');
  const sources = (await readdir('src', { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  for (const file of ['package-lock.json', ...sources.map((name) => join('src', name))]) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 12);
}

async function bundle(outdir) {
  const define = { BUILD: JSON.stringify(await buildName()) };
  const built = new Set();
  for (;;) {
    const next = [...entries].filter(([name]) => !built.has(name));
    if (next.length === 0) return;
    for (const [name] of next) built.add(name);
    await build({
      entryPoints: next.map(([out, file]) => ({ out, in: file })),
      outdir,
      bundle: true,
      platform: 'node',
      target: 'node20.17',
      format: 'cjs',
      // `import()` would start Node's ES module loader, which costs 7 ms.
      supported: { 'dynamic-import': false },
      minifySyntax: true,
      legalComments: 'none',
      external: ['bindings'],
      define,
      plugins: [lateModulesOutside, notUsed, defaultsUncopied],
      logLevel: 'warning',
    });
  }
}

// Built beside and put in place when it is whole: somebody may be running the program meanwhile.
const beside = `dist.${process.pid}`;
await bundle(beside);
await rm('dist', { recursive: true, force: true });
await rename(beside, 'dist');
const scratch = await mkdtemp(join(tmpdir(), 'certify-build-'));
const kept = spawnSync(process.execPath, ['scripts/keep-code.mjs', scratch], { stdio: 'inherit' });
await rm(scratch, { recursive: true, force: true });
process.exitCode = kept.status ?? 1;
