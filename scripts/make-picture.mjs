// Writes docs/quiz.svg, the picture in the README: drives the real program in a terminal of tmux and draws what it shows.
//
//   node scripts/make-picture.mjs
//
// Needs tmux and a built dist/. The records it makes are thrown away.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const COLUMNS = 84;
const ROWS = 34;
/** So many questions are answered before the picture is taken. */
const ANSWERED = 6;
const SEED = '2';

/** What is typed at a question, by the keys that it offers; it is passed over where nothing simple will do. */
const ANSWERS = [
  ['Letter or number and Enter', 'a'],
  ['Letters and Enter', 'a'],
  ['t or f and Enter', 't'],
  ['Answer and Enter', '4'],
];

const program = fileURLToPath(new URL('../bin/certify.js', import.meta.url));
const picture = fileURLToPath(new URL('../docs/quiz.svg', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'certify-picture-'));
const env = {
  PATH: `${folder}${delimiter}${process.env.PATH}`,
  HOME: folder,
  LANG: 'C.UTF-8',
  TERM: 'tmux-256color',
  CERTIFY_DB: join(folder, 'records.db'),
  CERTIFY_MEMBER: 'avery',
};
symlinkSync(program, join(folder, 'certify'));

const certify = (...args) => execFileSync(process.execPath, [program, ...args], { env, stdio: 'ignore' });
const tmux = (...args) => execFileSync('tmux', ['-L', `certify-picture-${process.pid}`, '-f', '/dev/null', ...args], { env, encoding: 'utf8' });
const screen = () => tmux('capture-pane', '-p', '-t', 'quiz');

try {
  certify('members', 'add', 'avery', '--name', 'Avery Field', '--role', 'Account Executive', '--team', 'East');
  certify('path', 'done', '--all');
  tmux('new-session', '-d', '-s', 'quiz', '-x', String(COLUMNS), '-y', String(ROWS), 'sh');
  await type("PS1='$ '; clear");
  await shown(/^\$\s*$/);
  await type(`certify quiz sales --seed ${SEED}`);
  await shown(/Start now\?/);
  await type('y');
  await takeQuestions();
  const lines = tmux('capture-pane', '-e', '-p', '-t', 'quiz').trimEnd().split('\n');
  const [column, row] = tmux('display-message', '-p', '-t', 'quiz', '#{cursor_x} #{cursor_y}').trim().split(' ').map(Number);
  writeFileSync(picture, svgOf(runsOf(lines), { column, row }));
} finally {
  stopTerminal();
  rmSync(folder, { recursive: true, force: true });
}

/** There is none where something before it went wrong, and that is what should be heard of. */
function stopTerminal() {
  try {
    tmux('kill-server');
  } catch {}
}

/** Waits until the screen matches. */
async function shown(pattern) {
  for (let tries = 0; tries < 200; tries++) {
    if (pattern.test(screen())) return;
    await sleep(50);
  }
  throw new Error(`the terminal never showed ${pattern}\n${screen()}`);
}

async function type(text) {
  tmux('send-keys', '-t', 'quiz', '-l', text);
  tmux('send-keys', '-t', 'quiz', 'Enter');
}

/** Answers questions until enough are answered and one of single choice is shown; moves to its second option. */
async function takeQuestions() {
  for (let number = 1, answered = 0; ; number++) {
    await shown(new RegExp(`Question ${number} of`));
    const now = screen();
    if (answered >= ANSWERED && now.includes('Letter or number and Enter')) break;
    const answer = ANSWERS.find(([keys]) => now.includes(keys))?.[1];
    await type(answer ?? '>');
    if (answer !== undefined) answered++;
  }
  tmux('send-keys', '-t', 'quiz', 'Down');
  await sleep(200);
  tmux('send-keys', '-t', 'quiz', 'Down');
  await sleep(300);
}

/**
 * The lines of a screen as runs of text in one look, which goes on over the end of a line. The escapes are those of ECMA-48,
 * section 8.3.117 (SGR), as far as the program uses them.
 */
function runsOf(lines) {
  let look = {};
  return lines.map((line) => {
    const runs = [];
    let column = 0;
    for (const part of line.split(/(\x1b\[[\d;]*m)/)) {
      const escape = /^\x1b\[([\d;]*)m$/.exec(part);
      if (escape) look = lookAfter(look, escape[1].split(';').map(Number));
      else if (part !== '') {
        const characters = [...part].filter((character) => character >= ' ');
        runs.push({ text: characters.join(''), column, length: characters.length, look });
        column += characters.length;
      }
    }
    return runs;
  });
}

function lookAfter(look, codes) {
  let next = { ...look };
  for (const code of codes) {
    if (code === 0) next = {};
    else if (code === 1) next.bold = true;
    else if (code === 2) next.dim = true;
    else if (code === 22) next = { ...next, bold: false, dim: false };
    else if (code === 7) next.reverse = true;
    else if (code === 27) next.reverse = false;
    else if (code >= 30 && code <= 37) next.colour = code - 30;
    else if (code === 39) delete next.colour;
  }
  return next;
}

function svgOf(lines, cursor) {
  const [wide, high, pad] = [8.4, 19, 18];
  const [paper, ink, dim] = ['#1d2129', '#e4e7ec', '#9aa4b2'];
  const colours = ['#5c6370', '#f0837b', '#8fcf7e', '#e8c46a', '#7fb2f0', '#c99bea', '#6cc7d0', '#e4e7ec'];
  const [width, height] = [COLUMNS * wide + 2 * pad, lines.length * high + 2 * pad];
  const at = (column, row) => [pad + column * wide, pad + row * high];

  const texts = lines.flatMap((runs, row) =>
    runs
      .filter(({ text }) => text.trim() !== '')
      .map(({ text, column, length, look }) => {
        // Renderers do not agree about blanks: those at the ends are left out, the others do not collapse.
        const start = text.length - text.trimStart().length;
        const inner = text.trim();
        const [x, y] = at(column + start, row);
        const fill = look.colour === undefined ? (look.dim ? dim : ink) : colours[look.colour];
        const weight = look.bold ? ' font-weight="bold"' : '';
        const long = number(wide * (length - (text.length - inner.length)));
        return `<text x="${number(x)}" y="${number(y + 14)}" fill="${fill}"${weight} textLength="${long}" lengthAdjust="spacingAndGlyphs">${escaped(inner).replaceAll(' ', '\u00a0')}</text>`;
      }),
  );
  const [x, y] = at(cursor.column, cursor.row);
  const plain = lines.map((runs) => runs.map(({ text }) => text).join('').trimEnd()).join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${number(width)} ${number(height)}" width="${number(width)}" height="${number(height)}" role="img" aria-labelledby="title text">
<title id="title">A question of the Sales assessment in a terminal</title>
<desc id="text">${escaped(plain)}</desc>
<rect width="100%" height="100%" rx="10" fill="${paper}"/>
<rect x="${number(x)}" y="${number(y + 1)}" width="${wide}" height="${high - 2}" fill="${dim}"/>
<g font-family="ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
${texts.join('\n')}
</g>
</svg>
`;
}

function number(value) {
  return String(Math.round(value * 100) / 100);
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
