/** Whatever goes wrong, a call of createExtractAudioTask creates at most one job: over node:http. */
import { expect, it } from 'vitest';
import { matrix, testMatrix } from './fault-matrix.js';

testMatrix('node:http');

it('is tested with every row of the fault matrix', () => {
  expect(matrix.length).toBeGreaterThanOrEqual(171);
  expect(new Set(matrix.map(({ name }) => name)).size).toBe(matrix.length);
});
