/**
 * `npm run diff`: compares generated/openapi.json with the last released document in openapi/released/, and
 * fails when `info.version` does not move enough; with `--release` it then keeps the document as released.
 */
import { parseArgs } from 'node:util';
import { holdAgainstReleased, release } from './released.js';
import { root } from './run.js';

const { values } = parseArgs({ options: { release: { type: 'boolean', default: false } } });
const places = {
  present: new URL('generated/openapi.json', root),
  released: new URL('openapi/released/', root),
};
const { lines, enough } = await (values.release ? release : holdAgainstReleased)(places);
console.log(lines.join('\n'));
if (!enough) process.exitCode = 1;
