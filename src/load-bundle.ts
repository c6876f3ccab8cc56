/**
 * Loads the program's bundles together with what V8 made of them when the program was built: a start then compiles nothing,
 * and compiling is most of what a start costs. Run from source, nothing of this is there.
 *
 * Both lie in packs beside the bundles, which `scripts/build.mjs` makes: one for a command, of all that it loads and with the
 * code of those functions alone that the command runs, for V8 takes in the whole of a code; and one for each bundle, for the
 * commands that have none. A pack is whole in itself, so text and code cannot be of two builds, and is safe to lose: what is in
 * no pack is compiled from the bundle.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

type Wrapper = (exports: unknown, require: NodeJS.Require, module: { exports: unknown }, file: string, folder: string) => void;

/** What has been compiled, by the name of the bundle: the build asks V8 for the code of these after it has run the program. */
export const scripts = new Map<string, { script: Script; source: string }>();

/** What the packs that were read hold. */
export const packed = new Map<string, { source: string; code: Buffer }>();

/** Runs the program. Where there is no code that this V8 takes, Node's own cache helps from the second time on (Node 22.1). */
export function start(): void {
  if (process.env['CERTIFY_DEBUG']) return startLegibly();
  // `certify` alone is `certify status`, and `certify --help` is `certify help`. The first word may be anything.
  const word = (process.argv[2] ?? 'status').replace(/^--/, '');
  if (/^[a-z]+$/.test(word)) readPack(`certify-${word}`);
  if (compiled('main.js').script.cachedDataRejected === false) return void loadBundle('main.js');
  (process.getBuiltinModule('node:module') as { enableCompileCache?: () => unknown }).enableCompileCache?.();
  require('./main.js');
}

/** As Node itself loads it, with the maps that lie beside the bundles: where an error came from is told by the sources. */
function startLegibly(): void {
  process.setSourceMapsEnabled(true);
  require('./main.js');
}

const modules = new Map<string, { exports: unknown }>();
const others = new Map<string, unknown>();

/** The exports of a bundle beside this one, such as `main.js`. */
export function loadBundle(name: string): unknown {
  const known = modules.get(name);
  if (known) return known.exports;
  const module = { exports: {} as unknown };
  modules.set(name, module);
  const wrapper = compiled(name).script.runInThisContext() as Wrapper;
  wrapper(module.exports, requireForBundles, module, join(__dirname, name), __dirname);
  return module.exports;
}

/** Bundles lie beside one another; everything else is Node's business, which takes its time even over what it has loaded. */
const requireForBundles: NodeJS.Require = Object.assign((name: string): unknown => {
  if (name.startsWith('./')) return loadBundle(name.slice(2));
  if (!others.has(name)) others.set(name, require(name));
  return others.get(name);
}, require);

function compiled(name: string): { script: Script; source: string } {
  let known = scripts.get(name);
  if (!known) {
    if (!packed.has(name)) readPack(name.slice(0, -'.js'.length));
    const { source, code } = packed.get(name) ?? { source: wrapped(readFileSync(join(__dirname, name), 'latin1')), code: undefined };
    const filename = join(__dirname, name);
    known = { script: new Script(source, code ? { filename, cachedData: code } : { filename }), source };
    scripts.set(name, known);
  }
  return known;
}

/** As Node does it. */
function wrapped(text: string): string {
  return `(function (exports, require, module, __filename, __dirname) {${text}\n})`;
}

/** Of each bundle in a pack: its name, the length of its text, wrapped, and that of its code with what fills it up. */
type Contents = [name: string, text: number, code: number][];

/**
 * A pack is a line with its contents, the texts and the codes. The line and the texts are filled up so that code begins at a
 * multiple of eight bytes, for V8 copies it otherwise (`scripts/run-and-keep.cjs` writes this).
 *
 * The texts are taken as one string, of which each is a piece: so long a one does not fill the heap of what is short-lived,
 * which would be searched for garbage in the middle of the start. Bundles are ASCII, and Latin-1 is read faster than UTF-8.
 */
export function readPack(name: string): void {
  try {
    const pack = readFileSync(join(__dirname, `${name}.pack`));
    const end = pack.indexOf('\n') + 1;
    const contents = JSON.parse(pack.toString('latin1', 0, end)) as Contents;
    let code = contents.reduce((sum, [, length]) => sum + length, end);
    const texts = pack.toString('latin1', end, code);
    let text = 0;
    for (const [bundle, textLength, codeLength] of contents) {
      // The first pack is the one that was made for the command.
      if (!packed.has(bundle)) packed.set(bundle, { source: texts.slice(text, text + textLength), code: pack.subarray(code, code + codeLength) });
      text += textLength;
      code += codeLength;
    }
  } catch {
    // There is none, or it is no pack any more: the bundles are there.
  }
}
