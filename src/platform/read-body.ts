/** `Uint8Array<ArrayBuffer>`, which has parameters only from TypeScript 5.7 on. */
export type Bytes = ReturnType<InstanceType<typeof TextEncoder>['encode']>;

/**
 * Reads a body of at most `limit` bytes; undefined when it is longer.
 *
 * A longer one is read on to at most `drainLimit` bytes and dropped, so that a peer that is still sending gets
 * the answer instead of a broken connection.
 */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
  drainLimit = limit,
): Promise<Bytes | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // A reader, because not every runtime can iterate a ReadableStream.
  const reader = body?.getReader();
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size <= limit) chunks.push(next.value);
    if (size > drainLimit) break;
  }
  if (size > limit) {
    // Not awaited: of a body that was cloned, it would wait for the other half.
    reader?.cancel().catch(() => undefined);
    return undefined;
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
