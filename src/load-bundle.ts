/**
 * Loads the program's bundles together with what V8 made of them when the program was built: a start then compiles nothing,
 * and compiling is most of what a start costs. The code lies beside each bundle (`scripts/build.mjs` puts it there) and is
 * safe to lose. Run from source, nothing of this is there.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

type Wrapper = (exports: unknown, require: NodeJS.Require, module: { exports: unknown }, file: string, folder: string) => void;

/** What has been compiled, by file: the build asks V8 for the code of these after it has run the program. */
export const scripts = new Map<string, Script>();

/** Runs the program. Where there is no code that this V8 takes, Node's own cache helps from the second time on (Node 22.1). */
export function start(): void {
  if (compiled(join(__dirname, 'main.js')).cachedDataRejected === false) return void loadBundle('main.js');
  (process.getBuiltinModule('node:module') as { enableCompileCache?: () => unknown }).enableCompileCache?.();
  require('./main.js');
}

const modules = new Map<string, { exports: unknown }>();
const others = new Map<string, unknown>();

/** The exports of a bundle beside this one, such as `main.js`. */
export function loadBundle(name: string): unknown {
  const file = join(__dirname, name);
  const known = modules.get(file);
  if (known) return known.exports;
  const module = { exports: {} as unknown };
  modules.set(file, module);
  const wrapper = compiled(file).runInThisContext() as Wrapper;
  wrapper(module.exports, requireForBundles, module, file, __dirname);
  return module.exports;
}

/** Bundles lie beside one another; everything else is Node's business, which takes its time even over what it has loaded. */
const requireForBundles: NodeJS.Require = Object.assign((name: string): unknown => {
  if (name.startsWith('./')) return loadBundle(name.slice(2));
  if (!others.has(name)) others.set(name, require(name));
  return others.get(name);
}, require);

function compiled(file: string): Script {
  let script = scripts.get(file);
  if (!script) {
    // Bundles are ASCII, and Latin-1 is read faster than UTF-8. V8 takes code only for the text it was made from, wrapper and all.
    const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`;
    const cachedData = codeOf(file);
    script = new Script(source, cachedData ? { filename: file, cachedData } : { filename: file });
    scripts.set(file, script);
  }
  return script;
}

/** V8's code for a bundle; V8 checks that it is its own. Code older than the bundle was made from another text. */
function codeOf(file: string): Buffer | undefined {
  const code = file.replace(/\.js$/, '.code');
  try {
    return statSync(code).mtimeMs < statSync(file).mtimeMs ? undefined : readFileSync(code);
  } catch {
    return undefined;
  }
}
