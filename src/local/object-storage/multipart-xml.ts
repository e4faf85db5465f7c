/** The XML of multipart uploads, as object storage reads and writes it. */
import { element, xmlDocument } from './xml.js';

/** A part as the caller lists it to have the file assembled. */
export interface ListedPart {
  partNumber: number;
  /** Without its quotes. */
  etag: string;
}

/** A part as object storage lists it. */
export interface StoredPart extends ListedPart {
  size: number;
  modifiedAt: number;
}

/** Where the file of a multipart upload goes. */
export interface UploadTarget {
  bucket: string;
  /** The key of the object. */
  object: string;
}

const mostListed = 1000;

const documentPattern =
  /^\s*(?:<\?xml [^<>?]*\?>\s*)?<CompleteMultipartUpload(?: xmlns="[^"<>]*")?\s*>(?<parts>.*)<\/CompleteMultipartUpload\s*>\s*$/s;
const number = '<PartNumber>\\s*(\\d{1,5})\\s*</PartNumber>';
const etag = '<ETag>\\s*(?:"|&quot;|&#34;)?([0-9a-f]{32})(?:"|&quot;|&#34;)?\\s*</ETag>';
const partPattern = `\\s*<Part>\\s*(?:${number}\\s*${etag}|${etag}\\s*${number})\\s*</Part>\\s*`;

/**
 * Reads the body that asks for a file to be assembled. Anything but the few elements that it consists of is
 * refused: there is no reason here to understand entities, comments or document types.
 *
 * @returns the parts in the order of the document; undefined when it is malformed.
 */
export function readCompleteMultipartUpload(xml: string): ListedPart[] | undefined {
  const text = documentPattern.exec(xml)?.groups?.['parts'];
  if (text === undefined) return undefined;
  const listed: ListedPart[] = [];
  const part = new RegExp(partPattern, 'y');
  while (part.lastIndex < text.length) {
    const [, numberFirst, etagSecond, etagFirst, numberSecond] = part.exec(text) ?? [];
    const [partNumber, tag] = [numberFirst ?? numberSecond, etagSecond ?? etagFirst];
    if (partNumber === undefined || tag === undefined) return undefined;
    listed.push({ partNumber: Number(partNumber), etag: tag });
  }
  return listed.length > 0 ? listed : undefined;
}

/** The answer to the start of a multipart upload. */
export function initiateResult({ bucket, object }: UploadTarget, uploadId: string): string {
  return xmlDocument('InitiateMultipartUploadResult', [
    element('Bucket', bucket),
    element('Key', object),
    element('UploadId', uploadId),
  ]);
}

/** The list of the parts that have arrived, or of the first of them: no URL asks for the others. */
export function listPartsResult(
  { bucket, object }: UploadTarget,
  uploadId: string,
  parts: readonly StoredPart[],
): string {
  return xmlDocument('ListPartsResult', [
    element('Bucket', bucket),
    element('Key', object),
    element('UploadId', uploadId),
    element('MaxParts', String(mostListed)),
    element('IsTruncated', String(parts.length > mostListed)),
    ...parts
      .slice(0, mostListed)
      .map(({ partNumber, etag, size, modifiedAt }) =>
        [
          '<Part>',
          element('PartNumber', String(partNumber)),
          element('LastModified', new Date(modifiedAt).toISOString()),
          element('ETag', `"${etag}"`),
          element('Size', String(size)),
          '</Part>',
        ].join(''),
      ),
  ]);
}

/** The answer when the file was assembled. */
export function completeResult(
  { bucket, object }: UploadTarget,
  location: string,
  etag: string,
): string {
  return xmlDocument('CompleteMultipartUploadResult', [
    element('Location', location),
    element('Bucket', bucket),
    element('Key', object),
    element('ETag', `"${etag}"`),
  ]);
}
