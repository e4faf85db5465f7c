/** Compares secrets in a time that does not tell where they differ. */
import { timingSafeEqual } from 'node:crypto';

/** Whether two texts are the same. */
export function equalSecrets(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
