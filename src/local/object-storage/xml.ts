/** The small XML documents that object storage reads and writes. */
import type { ObjectAddress } from '../../../generated/schema.js';

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

/** The real namespace names the region; here there is none. */
const namespace = 'http://obs.local.myhuaweicloud.com/doc/2015-06-30/';

const documentPattern =
  /^\s*(?:<\?xml [^<>?]*\?>\s*)?<CompleteMultipartUpload(?: xmlns="[^"<>]*")?\s*>(?<parts>.*)<\/CompleteMultipartUpload\s*>\s*$/s;
const number = '<PartNumber>\\s*(\\d{1,5})\\s*</PartNumber>';
const etag = '<ETag>\\s*(?:"|&quot;|&#34;)?([0-9a-f]{32})(?:"|&quot;|&#34;)?\\s*</ETag>';
const partPattern = `\\s*<Part>\\s*(?:${number}\\s*${etag}|${etag}\\s*${number})\\s*</Part>\\s*`;

/**
 * Reads the body that asks for a file to be assembled. Only the few elements that it consists of are accepted: a full
 * XML parser would also understand entities and document types, with all that these can do.
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
export function initiateResult({ bucket, object }: ObjectAddress, uploadId: string): Response {
  const elements = { Bucket: bucket, Key: object, UploadId: uploadId };
  return xmlAnswer('InitiateMultipartUploadResult', elements);
}

/** The list of the parts that have arrived, up to the first 1000: no URL asks for the others. */
export function listPartsResult(
  { bucket, object }: ObjectAddress,
  uploadId: string,
  parts: readonly StoredPart[],
): Response {
  return xmlAnswer('ListPartsResult', {
    Bucket: bucket,
    Key: object,
    UploadId: uploadId,
    MaxParts: mostListed,
    IsTruncated: parts.length > mostListed,
    Part: parts.slice(0, mostListed).map(({ partNumber, etag, size, modifiedAt }) => ({
      PartNumber: partNumber,
      LastModified: new Date(modifiedAt).toISOString(),
      ETag: `"${etag}"`,
      Size: size,
    })),
  });
}

/** The answer when a file was assembled. */
export function completeResult(
  { bucket, object }: ObjectAddress,
  location: string,
  etag: string,
): Response {
  const elements = { Location: location, Bucket: bucket, Key: object, ETag: `"${etag}"` };
  return xmlAnswer('CompleteMultipartUploadResult', elements);
}

/** The answer to a request that failed. */
export function errorAnswer(status: number, code: string, message: string): Response {
  return xmlAnswer('Error', { Code: code, Message: message }, status);
}

/** Elements by name; a list is the same element several times. */
type Elements = Record<string, Value | readonly Record<string, Value>[]>;
type Value = string | number | boolean;

function xmlAnswer(root: string, elements: Elements, status = 200): Response {
  const start = root === 'Error' ? root : `${root} xmlns="${namespace}"`;
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
  const xml = `${declaration}\n<${start}>${xmlOf(elements)}</${root}>\n`;
  return new Response(xml, { status, headers: { 'content-type': 'application/xml' } });
}

function xmlOf(elements: Elements): string {
  return Object.entries(elements)
    .flatMap(([name, value]) =>
      (typeof value === 'object' ? value.map(xmlOf) : [escape(String(value))]).map(
        (content) => `<${name}>${content}</${name}>`,
      ),
    )
    .join('');
}

function escape(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
