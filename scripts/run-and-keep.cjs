// Runs one command of the built program and keeps V8's code of every bundle that was loaded (scripts/keep-code.mjs).
// With KEYS, a list of what to wait for on the screen and what to type then, it pretends to be at a terminal.
const fs = require('node:fs');
const { loadBundle, scripts } = require('../dist/load-bundle.js');

process.on('exit', () => {
  for (const [file, script] of scripts) {
    const code = file.replace(/\.js$/, '.code');
    // Renamed into place: half a file would be taken for whole.
    fs.writeFileSync(`${code}.part`, script.createCachedData());
    fs.renameSync(`${code}.part`, code);
  }
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

if (process.env.KEYS) pretendTerminal(JSON.parse(process.env.KEYS));
loadBundle('main.js');
