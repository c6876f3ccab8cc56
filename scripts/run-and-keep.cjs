// Runs one command of the built program and, with PACK, keeps V8's code of the bundles that were loaded (scripts/keep-code.mjs):
// in a pack of that name, or a pack for `each`. With KEYS, a list of what to wait for on the screen and what to type then, it
// pretends to be at a terminal.
const fs = require('node:fs');
const { join } = require('node:path');
const { loadBundle, packed, readPack, scripts } = require('../dist/load-bundle.js');

const { KEYS, PACK } = process.env;

/** Loaded because the clock is set while the program is built, which is rare. */
const RARE = ['day.js'];

/** V8 copies code that does not begin at a multiple of it. */
const ALIGNED = 8;

/** As `readPack` reads it. */
function packOf(bundles) {
  const codes = bundles.map(([, { script }]) => {
    const code = script.createCachedData();
    return Buffer.concat([code], Math.ceil(code.length / ALIGNED) * ALIGNED);
  });
  const texts = Buffer.from(bundles.map(([, { source }]) => source).join(''), 'latin1');
  const line = JSON.stringify(bundles.map(([name, { source }], at) => [name, source.length, codes[at].length]));
  const fill = (ALIGNED - ((line.length + 1 + texts.length) % ALIGNED)) % ALIGNED;
  return Buffer.concat([Buffer.from(`${line}${' '.repeat(fill)}\n`), texts, ...codes]);
}

function keep(name, bundles) {
  const file = join(__dirname, '..', 'dist', `${name}.pack`);
  // Renamed into place: half a file would be taken for whole.
  fs.writeFileSync(`${file}.part`, packOf(bundles));
  fs.renameSync(`${file}.part`, file);
}

process.on('exit', () => {
  // A short run goes without optimising (`expectShortRun`), and V8 takes no code that was made with other settings than its own.
  require('node:v8').setFlagsFromString('--opt');
  const loaded = [...scripts];
  // The first run of a command says what belongs to it; the others add functions.
  if (PACK && PACK !== 'each') keep(PACK, loaded.filter(([bundle]) => (wasThere ? wasThere.has(bundle) : !RARE.includes(bundle))));
  if (PACK === 'each') for (const [bundle, script] of loaded) keep(bundle.replace(/\.js$/, ''), [[bundle, script]]);
});

function pretendTerminal(keys) {
  const { PassThrough, Writable } = require('node:stream');
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  let screen = '';
  const write = (chunk, _encoding, taken) => {
    screen += chunk;
    if (keys.length > 0 && screen.includes(keys[0][0])) {
      screen = '';
      const [, typed] = keys.shift();
      setTimeout(() => input.write(typed), 20);
    }
    taken();
  };
  const output = () => Object.assign(new Writable({ write }), { isTTY: true, columns: 100, rows: 40 });
  for (const [name, value] of Object.entries({ stdin: input, stdout: output(), stderr: output() })) {
    Object.defineProperty(process, name, { value });
  }
  const { fstatSync } = fs;
  fs.fstatSync = (descriptor) => (descriptor <= 2 ? { isCharacterDevice: () => true, rdev: -1 } : fstatSync(descriptor));
  require('node:tty').isatty = () => true;
}

if (KEYS) pretendTerminal(JSON.parse(KEYS));
if (PACK && PACK !== 'each') readPack(PACK);
const wasThere = packed.size > 0 ? new Set(packed.keys()) : undefined;
loadBundle('main.js');
