// Builds dist/: the entry and each command as one CommonJS file of its own, so that a command loads only what it needs.
// CommonJS, because an ES module entry costs some milliseconds at every start.
import { rm, readdir } from 'node:fs/promises';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url).pathname;
process.chdir(root);
await rm('dist', { recursive: true, force: true });

const commands = (await readdir('src/commands')).filter((name) => name.endsWith('.command.ts')).map((name) => `src/commands/${name}`);
// What main.ts loads late: the commands, the prompter, the store.
const late = ['src/terminal/make-prompter.ts', 'src/store/open-store.ts', ...commands];

/** Late modules stay `require`s of their own bundles. */
const keepLateOutside = {
  name: 'keep late modules outside',
  setup({ onResolve }) {
    onResolve({ filter: /\/(make-prompter|open-store|[a-z-]+\.command)\.js$/ }, ({ kind, path }) => {
      if (kind !== 'dynamic-import') return undefined;
      const name = path.split('/').at(-1);
      return { path: `./${name}`, external: true };
    });
  },
};

await build({
  entryPoints: ['src/main.ts', ...late],
  outdir: 'dist',
  entryNames: '[name]',
  bundle: true,
  platform: 'node',
  target: 'node20.17',
  format: 'cjs',
  minifySyntax: true,
  legalComments: 'none',
  sourcemap: false,
  external: ['bindings'],
  plugins: [keepLateOutside],
  logLevel: 'warning',
});
