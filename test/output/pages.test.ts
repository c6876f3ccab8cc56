import { describe, expect, test } from 'vitest';
import { bar, progressLines } from '../../src/output/bars.js';
import { escapeHtml, htmlPage } from '../../src/output/html.js';
import { markdownTable, markdownText } from '../../src/output/markdown.js';
import type { Table } from '../../src/output/table.js';

const TABLE: Table = {
  columns: [{ title: 'Name' }, { title: 'Days left', align: 'right' }, { title: 'Status' }],
  rows: [
    ['Avery <b>Field</b>', '12', { text: 'recert-due', tone: 'warn' }],
    ['Robin | Casey', '', { text: 'certified', tone: undefined }],
  ],
};

describe('Markdown', () => {
  test('a table', () => {
    expect(markdownTable(TABLE)).toBe(
      [
        '| Name | Days left | Status |',
        '| --- | ---: | --- |',
        '| Avery \\<b\\>Field\\</b\\> | 12 | recert-due |',
        '| Robin \\| Casey |  | certified |',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['*bold* _it_ `code`', '\\*bold\\* \\_it\\_ \\`code\\`'],
    ['[x](http://y.example)', '\\[x\\](http&#58;//y.example)'],
    ['two\nlines', 'two lines'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['R & D', 'R & D'],
    ['# not a heading', '\\# not a heading'],
    ['- not a list', '\\- not a list'],
    ['avery@example.com', 'avery&#64;example.com'],
    ['a\\|b', 'a\\\\\\|b'],
    ['\u001b[2J', '\\\\u\\{1b\\}\\[2J'],
  ])('%j is shown as it is', (text, markdown) => {
    expect(markdownText(text)).toBe(markdown);
  });
});

describe('HTML', () => {
  const page = { title: 'Status & more', intro: ['As of 1 Feb 2027.'], caption: 'One row a "member"', table: TABLE };
  const html = [...htmlPage(page)].join('');

  test.each([
    ['it says its language', '<html lang="en">'],
    ['it loads nothing', "default-src 'none'"],
    ['its title is escaped', '<title>Status &amp; more</title>'],
    ['its table has a caption', '<caption>One row a &quot;member&quot;</caption>'],
    ['columns have headings', '<th scope="col">Name</th><th scope="col" class="right">Days left</th>'],
    ['rows have headings', '<th scope="row">Avery &lt;b&gt;Field&lt;/b&gt;</th>'],
    ['a tone is a class beside the words', '<td class="warn">recert-due</td>'],
    ['numbers stand to the right', '<td class="right">12</td>'],
    ['it is light and dark', 'prefers-color-scheme: dark'],
    ['it can be printed', '@media print'],
  ])('%s', (_, part) => {
    expect(html).toContain(part);
  });

  test('nothing from outside becomes markup', () => {
    expect(escapeHtml(`<script>"a"&'b'</script>`)).toBe('&lt;script&gt;&quot;a&quot;&amp;&#39;b&#39;&lt;/script&gt;');
    expect(html).not.toMatch(/<b>|<script|https?:/);
  });

  test('every element that is opened is closed', () => {
    for (const element of 'html head body main h1 p div table caption thead tbody tr th td'.split(' ')) {
      const [opened, closed] = [`<${element}[ >]`, `</${element}>`].map((tag) => html.match(new RegExp(tag, 'g'))?.length);
      expect([element, opened]).toEqual([element, closed]);
    }
  });

  test('every pair of colours can be told apart', () => {
    const schemes = [...html.matchAll(/:root \{[^}]*--line[^}]*\}/g)].map(([scheme]) => scheme);
    expect(schemes.length).toBe(2);
    for (const scheme of schemes) {
      const colours = new Map([...scheme.matchAll(/--(\w+): (#\w{6})/g)].map(([, name, colour]) => [name!, luminance(colour!)]));
      for (const ink of ['ink', 'good', 'warn', 'bad', 'dim']) {
        expect([ink, contrast(colours.get(ink)!, colours.get('paper')!) >= 4.5]).toEqual([ink, true]);
      }
      expect(contrast(colours.get('ink')!, colours.get('head')!)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

describe('bars', () => {
  test.each([
    [0, 5, '░░░░░░░░░░', '[----------]'],
    [1, 100, '█░░░░░░░░░', '[#---------]'],
    [3, 5, '██████░░░░', '[######----]'],
    [99, 100, '█████████░', '[#########-]'],
    [5, 5, '██████████', '[##########]'],
    [0, 0, '██████████', '[##########]'],
  ])('%i of %i', (done, total, unicode, ascii) => {
    expect(bar(done, total, 10, true)).toBe(unicode);
    expect(bar(done, total, 12, false)).toBe(ascii);
  });

  const STAGES = [
    { title: 'Foundational product knowledge', done: 3, total: 5 },
    { title: '東京', done: 0, total: 12 },
  ];

  test('a line a stage', () => {
    expect(progressLines(STAGES, 80, true)).toEqual([
      'Foundational product knowledge  ████████████░░░░░░░░  3 of 5',
      '東京                            ░░░░░░░░░░░░░░░░░░░░  0 of 12',
    ]);
  });

  test('under the title where it is narrow', () => {
    expect(progressLines(STAGES, 24, false)).toEqual([
      'Foundational product',
      'knowledge',
      '  [######-----]  3 of 5',
      '東京',
      '  [-----------]  0 of 12',
    ]);
  });

  test('no stages, no lines', () => {
    expect(progressLines([], 80, true)).toEqual([]);
  });
});
