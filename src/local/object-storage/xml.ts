/** Writes the small XML documents that object storage answers. */

/** The real namespace names the region; here there is none. */
const namespace = 'http://obs.local.myhuaweicloud.com/doc/2015-06-30/';

/** A document with one root; an `Error` has no namespace. */
export function xmlDocument(root: string, content: readonly string[]): string {
  const start = root === 'Error' ? root : `${root} xmlns="${namespace}"`;
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
  return `${declaration}\n<${start}>${content.join('')}</${root}>\n`;
}

/** An element that holds a text. */
export function element(name: string, text: string): string {
  const escaped = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return `<${name}>${escaped}</${name}>`;
}

/** An answer of object storage. */
export function xmlResponse(xml: string, status = 200): Response {
  return new Response(xml, { status, headers: { 'content-type': 'application/xml' } });
}
