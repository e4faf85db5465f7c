/** Finds damage in the log of the database file, which SQLite would take for the end of the log. */
import { open, readFile } from 'node:fs/promises';
import { damagedStore } from './store-error.js';

/** The log that SQLite keeps beside a database file. */
export function logOf(file: string): string {
  return `${file}-wal`;
}

/**
 * The `application_id` of a database file whose log holds what is missing in the file. SQLite itself does not know
 * whether there ought to be a log: it starts without one that was lost.
 */
export const logIsNeeded = 1;

/**
 * Looks at a database file and its log before SQLite does, and changes nothing. SQLite would remove the log of an
 * empty file, and read a damaged one up to the damage only.
 *
 * What cannot be told from the end of a log that a power cut has torn is no damage: damage in its last transaction,
 * and a log that is too short.
 *
 * @returns whether there is a log to read.
 * @throws StoreError when one of the two is damaged or missing.
 * @see https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 */
export async function checkLog(file: string): Promise<boolean> {
  const log = await readFile(logOf(file)).catch(undefinedIfMissing);
  const header = await readStart(file);
  const hasLog = log !== undefined && log.length > 0;
  const usesLog = header.toString('latin1', 0, 15) === 'SQLite format 3' && header[18] === 2;
  if (hasLog && header.length === 0)
    throw damagedStore(file, 'it is empty or gone, and its log is not');
  // A file that is closed has none, and a copy of it none of another's.
  if (hasLog && !usesLog) throw damagedStore(file, `it does not belong to its log ${logOf(file)}`);
  const isNeeded = usesLog && header.readUInt32BE(68) === logIsNeeded;
  if (isNeeded && !hasLog) throw damagedStore(file, `its log ${logOf(file)} is missing`);
  if (log && (startsWell(log) ? hasGap(log) : isNeeded)) {
    throw damagedStore(file, `its log ${logOf(file)} is not whole`);
  }
  return hasLog;
}

/**
 * Has the log outlast a power cut, if there is one: `checkLog` takes it for damaged when more than its last
 * transaction is torn.
 */
export async function flushLog(file: string): Promise<void> {
  // Windows flushes only what may be written.
  const handle = await open(logOf(file), 'r+').catch(undefinedIfMissing);
  try {
    await handle?.datasync();
  } finally {
    await handle?.close();
  }
}

const headerSize = 32;
const frameHeaderSize = 24;

/** Whether the header of the log is one, and whole. */
function startsWell(log: Buffer): boolean {
  if (log.length < headerSize || log.readUInt32BE(0) >>> 1 !== 0x377f0682 >>> 1) return false;
  const sums: Sums = [0, 0];
  addTo(sums, log, 0, 24);
  return areAt(sums, log, 24);
}

/**
 * Whether frames are damaged after which others were written and flushed.
 *
 * Each frame holds a page, the salts of its log, and a checksum of all that is before it. The log is written from
 * its start again and again, with new salts: what has others is left from before. A power cut loses any frames of
 * the last transaction, in any order, and a transaction ends with a frame that says so. Therefore what is behind the
 * first bad frame was flushed only if a transaction ends there, and others of these salts follow.
 */
function hasGap(log: Buffer): boolean {
  const frameSize = frameHeaderSize + log.readUInt32BE(8);
  const salts = log.subarray(16, 24);
  const isOfThisLog = (at: number) => salts.equals(log.subarray(at + 8, at + 16));
  const sums: Sums = [log.readUInt32BE(24), log.readUInt32BE(28)];
  let isWhole = true;
  let hasEnded = false;
  for (let at = headerSize; at + frameSize <= log.length; at += frameSize) {
    if (isWhole) {
      addTo(sums, log, at, 8);
      addTo(sums, log, at + frameHeaderSize, frameSize - frameHeaderSize);
      isWhole = isOfThisLog(at) && areAt(sums, log, at + 16);
    }
    if (isWhole || !isOfThisLog(at)) continue;
    if (hasEnded) return true;
    hasEnded = log.readUInt32BE(at + 4) !== 0;
  }
  return false;
}

/** The two halves of a checksum. */
type Sums = [number, number];

/** Goes on with a checksum, over pairs of numbers; the log says by its first one in which order their bytes are. */
function addTo(sums: Sums, log: Buffer, start: number, length: number): void {
  const isLittle = (log.readUInt32BE(0) & 1) === 0;
  const view = new DataView(log.buffer, log.byteOffset + start, length);
  let [first, second] = sums;
  for (let at = 0; at < length; at += 8) {
    first = (first + view.getUint32(at, isLittle) + second) | 0;
    second = (second + view.getUint32(at + 4, isLittle) + first) | 0;
  }
  sums[0] = first >>> 0;
  sums[1] = second >>> 0;
}

function areAt([first, second]: Sums, log: Buffer, at: number): boolean {
  return log.readUInt32BE(at) === first && log.readUInt32BE(at + 4) === second;
}

/** The first bytes of a file; none when it is not there. */
async function readStart(file: string): Promise<Buffer> {
  const handle = await open(file).catch(undefinedIfMissing);
  if (!handle) return Buffer.alloc(0);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(100));
  await handle.close();
  return bytesRead === 0 ? Buffer.alloc(0) : buffer;
}

function undefinedIfMissing(error: unknown): undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
