/** The environment variables, which not every runtime has or lets a program read. */

/** The variables of the process; a browser has none. */
export function environment(): Readonly<Record<string, string | undefined>> {
  const { process } = globalThis as { process?: { env?: Record<string, string> } }; // Node's types promise it.
  return process?.env ?? {};
}

/** An optional variable; undefined, too, where Deno is not allowed to read it. */
export function setting(variable: string): string | undefined {
  try {
    return environment()[variable];
  } catch {
    return undefined; // Without its permission, Deno throws.
  }
}
