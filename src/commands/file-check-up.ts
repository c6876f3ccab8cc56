/** How the records' file lies on its disk: who may read it, what lies beside it, whether the disk can be trusted with it. */
import { existsSync, statSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Finding, fine, note, wrong } from './finding.js';

export function fileFindings(file: string): Finding[] {
  const folder = dirname(file);
  if (!existsSync(file)) {
    const orphan = existsSync(`${file}-journal`)
      ? [wrong('journal', `a journal without its records: ${file}-journal`, 'put the records back beside it, and never copy one without the other')]
      : [];
    return [note('records', `there are none yet: ${file}`, 'they begin with the first thing that is recorded; --db names another file'), ...orphan];
  }
  return [fine('records', file), ...permissionFindings(file, folder), ...journalFindings(file), ...diskFindings(file, folder)];
}

function permissionFindings(file: string, folder: string): Finding[] {
  if (process.platform === 'win32') return [];
  const [own, around] = [statSync(file), statSync(folder)];
  const findings: Finding[] = [];
  if (own.mode & 0o077) findings.push(wrong('permissions', `others may read or write the records (${octal(own.mode)})`, `chmod 600 ${file}`));
  if (own.uid !== process.getuid?.()) {
    findings.push(note('permissions', 'the records belong to another user of this machine', 'run certify as that user, or keep records of your own with --db'));
  }
  // With the sticky bit, as in /tmp, nobody can replace what others own.
  if (around.mode & 0o022 && !(around.mode & 0o1000)) {
    findings.push(wrong('permissions', `others may replace the records: they can write to ${folder} (${octal(around.mode)})`, `chmod go-w ${folder}`));
  }
  return findings.length > 0 ? findings : [fine('permissions', 'only you can read and write the records')];
}

function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}

/** Looked at before the records are opened, for opening rolls a journal back. https://sqlite.org/lockingv3.html#hot_journals */
function journalFindings(file: string): Finding[] {
  const findings: Finding[] = [];
  const journal = `${file}-journal`;
  if (existsSync(journal) && statSync(journal).size > 0) {
    findings.push(note('journal', 'a crash, or somebody writing at this moment, left a journal', 'nothing to do: the next command makes use of it'));
  }
  for (const ending of ['-wal', '-shm']) {
    if (!existsSync(file + ending)) continue;
    findings.push(note('journal', `another program opened the records in a mode of its own: ${file}${ending}`, 'close that program; the next command puts this right'));
  }
  return findings.length > 0 ? findings : [fine('journal', 'none was left behind')];
}

/** File systems on which locks cannot be relied on. https://man7.org/linux/man-pages/man2/statfs.2.html, https://sqlite.org/faq.html#q5 */
const NETWORK: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x01021997, '9P'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x73757245, 'Coda'],
  [0x00c36400, 'Ceph'],
  [0x47504653, 'GPFS'],
  [0x0bd00bd0, 'Lustre'],
]);
/** May be anything, a network among it. */
const FUSE = 0x65735546;

const MIB = 1024 * 1024;
/** Below this the next commands fail. */
const LEAST_FREE = 16 * MIB;

function diskFindings(file: string, folder: string): Finding[] {
  const { type, bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const { size } = statSync(file);
  return [networkFinding(process.platform === 'linux' ? type >>> 0 : 0, folder), spaceFinding(free, size)];
}

function networkFinding(type: number, folder: string): Finding {
  const network = NETWORK.get(type) ?? (folder.startsWith('\\\\') ? 'a network share' : undefined);
  if (network) {
    return wrong('file system', `the records lie on a network (${network}), where locks and syncs cannot be relied on`, 'keep them on a local disk, and share reports and backups');
  }
  if (type === FUSE) return note('file system', 'the records lie on a FUSE file system', 'if it is a network or a synced folder, keep them on a local disk');
  return fine('file system', 'local');
}

function spaceFinding(free: number, size: number): Finding {
  const says = `${Math.floor(free / MIB)} MiB free, the records have ${Math.ceil(size / MIB)} MiB`;
  if (free < LEAST_FREE) return wrong('disk', says, 'make room: the next answer may not be saved');
  if (free < 2 * size + LEAST_FREE) return note('disk', says, 'make room: a backup or certify forget needs as much as the records have');
  return fine('disk', says);
}
