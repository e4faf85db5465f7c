/** `npm run build`: compiles src/ into dist/ and checks the package as npm would pack it. */
import { chmod, rm } from 'node:fs/promises';
import { root, runTool } from './run.js';

await rm(new URL('dist/', root), { recursive: true, force: true });
for (const [tool, ...args] of [
  ['tsc', '-p', 'tsconfig.build.json'],
  ['publint', '--strict'],
] as const) {
  const { code, output } = await runTool(tool, ...args);
  if (code !== 0) {
    console.error(output);
    process.exit(code);
  }
}
// npm makes the command executable when it installs the package; this is for calling it from here.
await chmod(new URL('dist/src/cli/vod.js', root), 0o755);
