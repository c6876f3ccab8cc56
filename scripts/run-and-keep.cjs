// Runs one command of the built program and keeps V8's code of every bundle that was loaded (scripts/keep-code.mjs).
const { renameSync, writeFileSync } = require('node:fs');
const { loadBundle, scripts } = require('../dist/load-bundle.js');

process.on('exit', () => {
  for (const [file, script] of scripts) {
    const code = file.replace(/\.js$/, '.code');
    // Renamed into place: half a file would be taken for whole.
    writeFileSync(`${code}.part`, script.createCachedData());
    renameSync(`${code}.part`, code);
  }
});
loadBundle('main.js');
