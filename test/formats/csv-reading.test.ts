import { describe, expect, test } from 'vitest';
import { readTable } from '../../src/formats/csv-reading.js';
import { bytesOf, collect, faultLine, faultsOfRow, inPieces, readWhole } from './csv-files.js';

const SPEC = { columns: ['member', 'module', 'note'], needed: ['member', 'module'] } as const;

async function read(text: string | Uint8Array) {
  return readWhole(typeof text === 'string' ? bytesOf(text) : text, SPEC);
}

async function cellsOf(text: string | Uint8Array) {
  const table = await read(text);
  if ('faults' in table) throw new Error(table.faults.map(faultLine).join('\n'));
  return table.rows.map((row) => (row.kind === 'row' ? row.cells : row));
}

async function faultsOf(text: string | Uint8Array) {
  const table = await read(text);
  if ('faults' in table) return table.faults.map(faultLine);
  return table.rows.flatMap(faultsOfRow).map(faultLine);
}

function utf16le(text: string): Uint8Array {
  return Buffer.from(`\ufeff${text}`, 'utf16le');
}

const ONE_ROW = [{ member: 'zoë', module: 'tiers' }];

describe('what is read', () => {
  test.each([
    ['line feeds', 'member,module\nzoë,tiers\n'],
    ['CRLF', 'member,module\r\nzoë,tiers\r\n'],
    ['both mixed', 'member,module\r\nzoë,tiers\n'],
    ['no last line end', 'member,module\nzoë,tiers'],
    ['a byte-order mark', '\ufeffmember,module\nzoë,tiers\n'],
    ['UTF-16LE with a byte-order mark', utf16le('member,module\r\nzoë,tiers\r\n')],
    ['semicolons', 'member;module\nzoë;tiers\n'],
    ['tabs', 'member\tmodule\nzoë\ttiers\n'],
    ['semicolons, with commas in a quoted name', 'member;module;"a,b,c,d"\nzoë;tiers;x\n'],
    ['columns in another order', 'module,member\ntiers,zoë\n'],
    ['names in any case, with spaces around', ' Member , MODULE\nzoë,tiers\n'],
    ['quoted names and cells', '"member","module"\n"zoë","tiers"\n'],
    ['blank lines before, between and after', '\n\nmember,module\n\nzoë,tiers\n\n\n'],
    ['rows of empty cells, as spreadsheets leave them', 'member,module\nzoë,tiers\n,\n , \n'],
  ])('%s', async (_, file) => {
    expect(await cellsOf(file)).toEqual(ONE_ROW);
  });

  test('a quoted cell holds quotes, delimiters and line ends', async () => {
    expect(await cellsOf('member,module,note\navery,tiers,"says ""no"", twice\r\nand goes"\n')).toEqual([
      { member: 'avery', module: 'tiers', note: 'says "no", twice\r\nand goes' },
    ]);
  });

  test.each([
    ["'=1+1", '=1+1'],
    ["'-3", '-3'],
    ["'@home", '@home'],
    ["''+x", "'+x"],
    ["'quoted'", "'quoted'"],
    ["'", "'"],
    ["o'=neill", "o'=neill"],
    ['=1+1', '=1+1'],
  ])('one apostrophe is taken from %s only where a formula character follows', async (written, meant) => {
    expect(await cellsOf(`member,module\navery,${written}\n`)).toEqual([{ member: 'avery', module: meant }]);
  });

  test('cut into pieces of any size, even inside a character or a line end, it is the same', async () => {
    const text = 'member,module\r\n"zoë ""é""",tiers\r\n';
    for (const file of [bytesOf(`\ufeff${text}`), utf16le(text)]) {
      for (let size = 1; size <= file.length; size++) {
        const table = await readWhole(inPieces(file, size), SPEC);
        expect(table).toMatchObject({ rows: [{ kind: 'row', line: 2, cells: { member: 'zoë "é"', module: 'tiers' } }] });
      }
    }
  });

  test('a file much larger than a piece comes whole and in order', async () => {
    const count = 30_000;
    const rows = Array.from({ length: count }, (_, place) => `member-${place},"module, ${place}"`);
    const cells = await cellsOf(['member,module', ...rows].join('\r\n'));
    expect(cells.length).toBe(count);
    expect(cells).toEqual(rows.map((_, place) => ({ member: `member-${place}`, module: `module, ${place}` })));
  });
});

describe('columns', () => {
  test('columns that are not known are left out with a warning', async () => {
    const table = await read('member,module,Region,Site\navery,tiers,East,Berlin\n');
    expect(table).toMatchObject({
      warnings: ['columns Region, Site are not known and were left out'],
      rows: [{ cells: { member: 'avery', module: 'tiers' }, values: ['avery', 'tiers', 'East', 'Berlin'] }],
    });
  });

  test('a column without a name, as a last delimiter makes it, is passed over in silence', async () => {
    expect(await read('member,module,\navery,tiers,\n')).toMatchObject({ warnings: [], rows: [{ cells: { member: 'avery' } }] });
  });

  test('of columns that stand for each other, one will do', async () => {
    const spec = { columns: ['member', 'email'], needed: [['member', 'email']] } as const;
    expect(await readWhole(bytesOf('email\na@b\n'), spec)).toMatchObject({ rows: [{ cells: { email: 'a@b' } }] });
    const reading = await readTable(bytesOf('name\nx\n'), spec);
    expect('faults' in reading && reading.faults.map(faultLine)).toEqual(['1:1: there is no column member or email']);
  });
});

describe('what is refused, and where', () => {
  const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]);
  test.each<[string, string | Uint8Array, string[]]>([
    ['an empty file', '', ['1:1: the file is empty']],
    ['a file of blank lines', '\n \r\n', ['1:1: the file is empty']],
    ['a lone byte-order mark', '\ufeff', ['1:1: the file is empty']],
    ['a web page', '  \n<!doctype html><html>', ['1:1: this is a web page or XML, not a CSV file']],
    ['an Excel workbook', 'PK\u0003\u0004rest', ['1:1: this is an Excel workbook (XLSX) or a ZIP archive, not a CSV file']],
    ['an old Excel workbook', old, ['1:1: this is an old Excel workbook (XLS), not a CSV file']],
    ['a NUL character', 'member,module\navery,tiers\nro\0bin,tiers\n', ['3:1: there is a NUL character in the file']],
    ['UTF-16 without a mark', Buffer.from('member,module', 'utf16le'), ['1:1: there is a NUL character in the file']],
    ['Latin-1', Buffer.from('member,module\navery,tiers\nzo\xeb,tiers\n', 'latin1'), ['3:1: the file is not UTF-8 text']],
    [
      'half a character at the end',
      Buffer.from('member,module\nx,\xc3', 'latin1'),
      ['2:1: the last character of the file is cut off'],
    ],
    [
      'a column named twice',
      'member,module,Member \nx,y,z\n',
      ['1:3: the column Member is there twice, as column 1 and as column 3'],
    ],
    ['a needed column missing', 'member;note\nx;y\n', ['1:1: there is no column module']],
    ['several needed columns missing', 'name\nx\n', ['1:1: there is no column member', '1:1: there is no column module']],
    ['a row too short', 'member,module,note\navery,tiers\n', ['2:2: this row has 2 cells, the header has 3']],
    ['a row too long', 'member,module\navery,tiers,more\n', ['2:3: this row has 3 cells, the header has 2']],
    [
      'a quote that does not close',
      'member,module\navery,tiers\nrobin,"tiers\ncasey,tiers\n',
      ['3:1: a quoted cell of this row has no closing quote'],
    ],
    ['a quote inside a cell', 'member,module\navery,5" disk\n', ['2:1: there is a quote in the middle of a cell of this row']],
    ['text after a closing quote', 'member,module\n"a" b,c\n', ['2:1: there is a quote in the middle of a cell of this row']],
  ])('%s', async (_, file, faults) => {
    expect(await faultsOf(file)).toEqual(faults);
  });

  test('bytes that are no text are found on their line', async () => {
    const file = Buffer.from(`member,module\n${'avery,tiers\n'.repeat(9_998)}zo\xeb,tiers\n`, 'latin1');
    expect((await faultsOf(file)).at(-1)).toBe('10000:1: the file is not UTF-8 text');
  });

  test('a header alone is a table without rows', async () => {
    expect(await read('member,module\r\n')).toMatchObject({ header: ['member', 'module'], rows: [] });
  });

  test('rows before a place where the file breaks off are still read', async () => {
    const table = await read('member,module\navery,tiers\nrobin,"tiers\n');
    expect('rows' in table && table.rows.map((row) => row.kind)).toEqual(['row', 'broken-off']);
  });
});

describe('a first line without an end', () => {
  test.each([1, 4096, 65_536])('is given up at a megabyte, in pieces of %i bytes', { timeout: 60_000 }, async (size) => {
    const bytes = bytesOf(`member,${'x'.repeat(size === 1 ? 100_000 : 3_000_000)}`);
    const table = await readWhole(inPieces(bytes, size), SPEC);
    expect('faults' in table && table.faults.map(faultLine)).toEqual([size === 1 ? '1:1: there is no column module' : '1:1: the first line is longer than any header']);
  });
});

describe('the place of a fault', () => {
  test('lines are those of the file, also after quoted line ends and blank lines', async () => {
    const table = await read('member,module,note\r\na,b,"one\r\ntwo\nthree"\r\n\r\nc,d,e\r\n');
    expect('rows' in table && table.rows.map((row) => 'line' in row && row.line)).toEqual([2, 6]);
  });

  test('a cell is placed by the line on which it begins and the number of its column', async () => {
    const reading = await readTable(bytesOf('member,note,module\na,"one\ntwo",b\n'), SPEC);
    if ('faults' in reading) throw new Error('no table');
    const rows = (await collect(reading.table.rows)).flat();
    expect(rows).toHaveLength(1);
    for (const row of rows) {
      if (row.kind !== 'row') throw new Error(row.kind);
      expect(reading.table.faultAt(row, 'module', 'no such module')).toMatchObject({ line: 3, column: 3, name: 'module' });
    }
  });
});
