/** `npm run build`: compiles src/ into dist/ and checks the package as npm would pack it. */
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
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
// dist/ has the same tree, so that the `imports` of package.json are right there, too.
const { type, sideEffects, imports } = JSON.parse(
  await readFile(new URL('package.json', root), 'utf8'),
) as Record<string, unknown>;
await writeFile(
  new URL('dist/package.json', root),
  JSON.stringify({ type, sideEffects, imports }, null, 2),
);
// npm makes the command executable when it installs the package; here it is called without that.
await chmod(new URL('dist/src/cli/vod.js', root), 0o755);
