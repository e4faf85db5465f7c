/** The small XML documents that object storage reads and writes. */
import type { ObjectAddress } from '../../../generated/schema.js';
import type { StorageError } from './storage-error.js';

/** A part as the caller lists it to have the file assembled. */
export interface ListedPart {
  partNumber: number;
  /** Without its quotes. */
  etag: string;
}

/** A part as object storage lists it. */
export interface StoredPart extends ListedPart {
  size: number;
  /** In milliseconds since 1970. */
  modifiedAt: number;
}

const mostListed = 1000;

/** As the real namespace, with `local` for the region. */
const namespace = 'http://obs.local.myhuaweicloud.com/doc/2015-06-30/';

const documentPattern =
  /^\s*(?:<\?xml [^<>?]*\?>\s*)?<CompleteMultipartUpload(?: xmlns="[^"<>]*")?\s*>(?<parts>.*)<\/CompleteMultipartUpload\s*>\s*$/s;
const number = '<PartNumber>\\s*(\\d{1,5})\\s*</PartNumber>';
const etag = '<ETag>\\s*(?:"|&quot;|&#34;)?([0-9a-f]{32})(?:"|&quot;|&#34;)?\\s*</ETag>';
const partPattern = `\\s*<Part>\\s*(?:${number}\\s*${etag}|${etag}\\s*${number})\\s*</Part>\\s*`;

/**
 * Reads the list of the parts to assemble; undefined when it is malformed. Nothing else is accepted: a full XML parser
 * would also expand entities and load document types.
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
export function initiateResult({ bucket, object }: ObjectAddress, uploadId: string): Response {
  const content = elements({ Bucket: bucket, Key: object, UploadId: uploadId });
  return xmlAnswer('InitiateMultipartUploadResult', content);
}

/** The list of the parts that have arrived, up to the first 1000: no URL asks for the others. */
export function listPartsResult(
  { bucket, object }: ObjectAddress,
  uploadId: string,
  parts: readonly StoredPart[],
): Response {
  const rows = parts.slice(0, mostListed).map(({ partNumber, etag, size, modifiedAt }) => {
    const LastModified = new Date(modifiedAt).toISOString();
    const row = { PartNumber: partNumber, LastModified, ETag: `"${etag}"`, Size: size };
    return `<Part>${elements(row)}</Part>`;
  });
  const about = { Bucket: bucket, Key: object, UploadId: uploadId, MaxParts: mostListed };
  const content = elements({ ...about, IsTruncated: parts.length > mostListed });
  return xmlAnswer('ListPartsResult', `${content}${rows.join('')}`);
}

/** The answer when a file was assembled. */
export function completeResult(
  { bucket, object }: ObjectAddress,
  location: string,
  etag: string,
): Response {
  const about = { Location: location, Bucket: bucket, Key: object, ETag: `"${etag}"` };
  return xmlAnswer('CompleteMultipartUploadResult', elements(about));
}

/** The answer to a request that failed. */
export function errorAnswer({ status, code, message, headers }: StorageError): Response {
  const answer = xmlAnswer('Error', elements({ Code: code, Message: message }), status);
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
}

function elements(values: Record<string, string | number | boolean>): string {
  const all = Object.entries(values).map(([name, value]) => `<${name}>${escape(value)}</${name}>`);
  return all.join('');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(value: string | number | boolean): string {
  return String(value).replace(/[&<>"]/g, (character) => entities[character] ?? '');
}

function xmlAnswer(root: string, content: string, status = 200): Response {
  const start = root === 'Error' ? root : `${root} xmlns="${namespace}"`;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<${start}>${content}</${root}>\n`;
  return new Response(xml, { status, headers: { 'content-type': 'application/xml' } });
}
