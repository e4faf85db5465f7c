/** The parts of an upload: chosen as the caller lists them, measured, and named as one. */
import { createHash } from 'node:crypto';
import type { ListedPart, StoredPart } from './multipart-xml.js';
import { StorageError } from './storage-error.js';

/** A part that has arrived. */
export interface Part extends StoredPart {
  /** The name of its file. */
  file: string;
}

/** The parts that the caller lists, once they are known to be the ones that arrived. */
export function chosenParts(
  parts: ReadonlyMap<number, Part>,
  listed: readonly ListedPart[],
): Part[] {
  let last = 0;
  return listed.map(({ partNumber, etag }) => {
    if (partNumber <= last) {
      throw new StorageError(400, 'InvalidPartOrder', 'List the parts by ascending number.');
    }
    last = partNumber;
    const part = parts.get(partNumber);
    if (part?.etag !== etag) {
      const message = `Part ${partNumber} has not arrived, or its ETag is another one.`;
      throw new StorageError(400, 'InvalidPart', message);
    }
    return part;
  });
}

/** As object storage makes it for files of several parts: the MD5 of the parts' MD5s, and their number. */
export function etagOf(parts: readonly Part[]): string {
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(etag, 'hex');
  return `${hash.digest('hex')}-${parts.length}`;
}

/** The bytes of several parts together. */
export function totalSize(parts: readonly Part[]): number {
  return parts.reduce((sum, { size }) => sum + size, 0);
}
