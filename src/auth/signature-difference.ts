/** Finds where the canonical request that was signed differs from the one that the gateway printed. */

/**
 * Says which line differs first, for a person who reads the error.
 *
 * @param signed the canonical request as it was signed.
 * @param answer the message of the gateway, with its canonical request, its lines joined with `|`.
 * @returns undefined when the message has none.
 */
export function signatureDifference(signed: string, answer: string): string | undefined {
  const echo = /canonicalRequest:\s*(.*)/s.exec(answer)?.[1];
  if (echo === undefined) return undefined;
  const own = signed.split(/[\n|]/);
  const theirs = echo.split(/[\n|]/);
  const line = own.findIndex((text, index) => text !== theirs[index]);
  if (line < 0) {
    return 'The gateway signs the same canonical request: the secret access key is not the one of this access key id.';
  }
  const what =
    line < 3
      ? ['method', 'path', 'query'][line]
      : line === own.length - 1
        ? 'body hash'
        : 'headers';
  return (
    `The canonical requests differ in line ${String(line + 1)} (${what}): signed here "${own[line]}", by the gateway ` +
    `"${theirs[line] ?? ''}". Something between here and the gateway changes it.`
  );
}
