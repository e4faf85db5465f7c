/** Base64, and the PEM that wraps it. */

/** The bytes; undefined when the text is no base64. White space and missing padding are forgiven. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
    return bytes;
  } catch {
    return undefined;
  }
}

/** The bytes of the first block with a label; undefined when there is none, or it is no base64. */
export function fromPem(
  label: 'CERTIFICATE' | 'PRIVATE KEY',
  pem: string,
): Uint8Array<ArrayBuffer> | undefined {
  const [, base64] =
    new RegExp(`-----BEGIN ${label}-----([^-]*)-----END ${label}-----`).exec(pem) ?? [];
  return base64 === undefined ? undefined : fromBase64(base64);
}

/** The base64 of bytes. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
