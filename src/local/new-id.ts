/** Ids as the service makes them. */
import { randomUUID } from 'node:crypto';

/** A new id: 32 lower-case hexadecimal digits. */
export function newId(): string {
  return randomUUID().replaceAll('-', '');
}
