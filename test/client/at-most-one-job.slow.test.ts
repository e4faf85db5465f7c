/** The fault matrix of at-most-one-job.test.ts over a `fetch` of the user's own. */
import { testMatrix } from './fault-matrix.js';

testMatrix('fetch');
