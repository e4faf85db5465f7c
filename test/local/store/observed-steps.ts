/** What the store does to its files, for tests to look at between two steps, or to take part in. */
import { open, type FileHandle } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Sqlite3Client } from '@libsql/client/sqlite3';
import { vi } from 'vitest';

/** Looks at what there is after each statement of SQLite, until mocks are restored. */
export function afterEachStatement(look: (statement: string) => Promise<void>): void {
  for (const method of ['execute', 'batch'] as const) {
    const original = Reflect.get(Sqlite3Client.prototype, method) as (
      ...args: unknown[]
    ) => Promise<unknown>;
    vi.spyOn(Sqlite3Client.prototype, method).mockImplementation(async function (
      this: Sqlite3Client,
      ...args: unknown[]
    ) {
      const result = await original.apply(this, args);
      await look(String(args[0]));
      return result as never;
    });
  }
}

/** Where file handles have their methods, to spy on; their class itself is not exported. */
export async function handleMethods(): Promise<FileHandle> {
  const handle = await open(fileURLToPath(import.meta.url));
  const methods = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  return methods;
}
