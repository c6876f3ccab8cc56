// Builds dist/: the entry, and each module that is loaded late, as one CommonJS file of its own, so that a command loads only
// what it needs. CommonJS, because an ES module entry costs some milliseconds at every start. Then runs the program a few
// times and puts packs of them with V8's code beside (src/load-bundle.ts says why).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** Entry points: the two that start, the threads, and whatever one of them loads late by `import('./….js')`, and so on. */
const entries = new Map([
  ['load-bundle', 'src/load-bundle.ts'],
  ['main', 'src/main.ts'],
  ['read-results', 'src/commands/read-results.worker.ts'],
  ['read-rows', 'src/store/sqlite/read-rows.worker.ts'],
]);

/**
 * Late, but asked for in nearly every run, or sharing a library: these stay in the bundle of whoever asks, and are evaluated
 * there when they are asked for.
 */
const INSIDE = ['command-tree.ts', 'confirm-prompt.ts', 'paint.ts', 'question-prompt.ts', 'wrap.ts'];

/** Other late modules stay outside and become bundles of their own, `require`d when they are asked for. */
const lateModulesOutside = {
  name: 'late modules outside',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ kind, path, importer, resolveDir }) => {
      if (importer.endsWith('load-bundle.ts')) return { path, external: true };
      if (kind !== 'dynamic-import' || !importer.endsWith('.ts')) return undefined;
      const file = resolve(resolveDir, path.replace(/\.js$/, '.ts'));
      if (INSIDE.includes(basename(file))) return undefined;
      const name = basename(file, '.ts');
      if (entries.has(name) && resolve(entries.get(name)) !== file) throw new Error(`two late modules are called ${name}`);
      if (!entries.has(name)) entries.set(name, file);
      return { path: `./${name}.js`, external: true };
    });
  },
};

/**
 * Each command's bundle also holds `makeContext`, which `run.ts` calls before the command: what both need is there once, and
 * one file less is loaded.
 */
const contextInCommands = {
  name: 'context in commands',
  setup({ onLoad }) {
    onLoad({ filter: /\.command\.ts$/ }, async ({ path }) => ({
      contents: `${await readFile(path, 'utf8')}\nexport { makeContext } from './context.js';\n`,
      loader: 'ts',
    }));
  },
};

/**
 * Parts of Node that most runs never touch are loaded when the first name in them is used: each takes 2 to 5 ms. (Where a
 * library imports such a part as a whole, as commander does with `child_process`, that is its only use of it, if any.)
 */
const lateParts = {
  name: 'late parts of Node',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:(child_process|crypto|fs\/promises|module|os|worker_threads)$/ }, ({ path }) => ({ path, namespace: 'late' }));
    // A default import would copy a whole module, name by name, before it takes the one it wants.
    onResolve({ filter: /^node:(process|path)$/ }, ({ path, importer }) =>
      /node_modules.(env-paths|is-safe-filename)/.test(importer) ? { path, namespace: 'late' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => ({
      // As a prototype, which outlasts what the bundler wraps around a module; it asks for `__esModule` at once.
      contents: `
        const names = new Proxy({}, { get: (_, name) => process.getBuiltinModule('${path}')[name] });
        module.exports = Object.create(names, { __esModule: { value: false } });`,
    }));
    // For the same reason the CommonJS form of commander, which is its source.
    onResolve({ filter: /^commander$/ }, () => ({ path: createRequire(import.meta.url).resolve('commander') }));
    // chalk asks the terminal about its colours, which we tell it.
    onResolve({ filter: /^#supports-color$/ }, () => ({ path: 'supports-color', namespace: 'not-used' }));
    onLoad({ filter: /.*/, namespace: 'not-used' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** `env-paths` asks Node's `os` for folders when it is loaded, which it is when somebody asks for one. */
const lateFolders = {
  name: 'late folders',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^env-paths$/ }, ({ namespace, resolveDir }) =>
      namespace === 'late-folders' ? undefined : { path: 'env-paths', namespace: 'late-folders', pluginData: resolveDir },
    );
    onLoad({ filter: /.*/, namespace: 'late-folders' }, ({ pluginData: resolveDir }) => ({
      contents: `export default (...given) => require('env-paths').default(...given);`,
      resolveDir,
    }));
  },
};

/** Methods of a database that are seldom called, if ever, are read when they are. */
const lateMethods = {
  name: 'late methods of a database',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/methods\/(aggregate|backup|function|serialize|table)$/ }, ({ path, importer, namespace, resolveDir }) =>
      namespace === 'late-methods' || !importer.includes('better-sqlite3') ? undefined : { path, namespace: 'late-methods', pluginData: resolveDir },
    );
    onLoad({ filter: /.*/, namespace: 'late-methods' }, ({ path, pluginData: resolveDir }) => ({
      contents: `module.exports = function (...given) { return require('${path}').apply(this, given); };`,
      resolveDir,
    }));
  },
};

/** Whoever asks for widths asks `quick-widths.ts`, which loads the library late. */
const lateWidths = {
  name: 'late widths',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^fast-string-width$/ }, ({ importer, namespace, resolveDir }) => {
      if (namespace === 'late-widths') return undefined;
      const path = resolve('scripts/quick-widths.ts');
      return importer === path ? { path: 'fast-string-width', namespace: 'late-widths', pluginData: resolveDir } : { path };
    });
    onLoad({ filter: /.*/, namespace: 'late-widths' }, ({ pluginData: resolveDir }) => ({
      contents: `export default (...given) => require('fast-string-width').default(...given);`,
      resolveDir,
    }));
  },
};

/**
 * What a prompt asks of the process, which we tell it. `cli-width` opens standard output, if only to fall back on it; prompts are
 * drawn on standard error, and say how wide that is. `signal-exit` listens to every deadly signal anew for each prompt (seventeen on
 * Linux), only to let them end the process; those that must not leave the terminal as it is have listeners of ours (`terminal.ts`).
 */
const PROMPTS_ARE_TOLD = {
  'cli-width': 'module.exports = ({ output, defaultWidth }) => output.columns || defaultWidth;',
  'signal-exit': 'export const onExit = () => () => {};',
};
const promptsAreTold = {
  name: 'prompts are told',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(cli-width|signal-exit)$/ }, ({ path, importer }) =>
      /node_modules.@inquirer.core/.test(importer) ? { path, namespace: 'told' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'told' }, ({ path }) => ({ contents: PROMPTS_ARE_TOLD[path] }));
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
      // Names are in the text and in V8's code: without them a quiz takes a fortieth less. The maps tell CERTIFY_DEBUG what they were.
      minifyIdentifiers: true,
      minifyWhitespace: true,
      sourcemap: 'linked',
      sourcesContent: false,
      legalComments: 'none',
      external: ['bindings'],
      define,
      plugins: [lateModulesOutside, lateParts, lateFolders, lateMethods, lateWidths, promptsAreTold, contextInCommands],
      logLevel: 'warning',
    });
  }
}

// Built beside and put in place when it is whole: somebody may be running the program meanwhile.
const beside = `dist.${process.pid}`;
const scratch = await mkdtemp(join(tmpdir(), 'certify-build-'));
try {
  await bundle(beside);
  await rm('dist', { recursive: true, force: true });
  await rename(beside, 'dist');
  process.exitCode = spawnSync(process.execPath, ['scripts/keep-code.mjs', scratch], { stdio: 'inherit' }).status ?? 1;
} finally {
  await rm(beside, { recursive: true, force: true });
  await rm(scratch, { recursive: true, force: true });
}
