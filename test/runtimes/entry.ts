/** The module that a runtime starts: imports the package as a user does, runs the suite, and hands the report on. */
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';

/** How a runtime is told where the service is, and how it gives the report back. */
export const endings = {
  /** The address is an argument; the report is printed. */
  program: 'console.log(JSON.stringify(await run(process.argv[2])));',
  /** The page is the service's; the report is a promise. */
  page: 'globalThis.report = run(location.origin);',
  /** The address is the query of a request; the report is the answer. */
  worker: `export default {
  fetch: async ({ url }) => Response.json(await run(decodeURIComponent(new URL(url).search.slice(1)))),
};`,
};

const suite = fileURLToPath(new URL('smoke.ts', import.meta.url));

/**
 * The text of the module.
 *
 * @param suitePath where it imports the suite from.
 */
export function entryModule(ending: keyof typeof endings, suitePath: string): string {
  return `import * as client from 'huaweicloud-vod';
import * as credentials from 'huaweicloud-vod/credentials';
import * as webhooks from 'huaweicloud-vod/webhooks';
import { smoke } from ${JSON.stringify(suitePath)};
const run = (url) => smoke({ client, credentials, webhooks }, url);
${endings[ending]}
`;
}

/** The suite as one module of JavaScript. */
export function suiteModule(): Promise<string> {
  return textOf({ entryPoints: [suite], bundle: true });
}

/**
 * Entry, suite and package in one module.
 *
 * @param folder where the package is installed.
 * @param options those of esbuild that the runtime needs.
 */
export function bundled(
  ending: keyof typeof endings,
  folder: string,
  options: BuildOptions,
): Promise<string> {
  return textOf({
    stdin: { contents: entryModule(ending, suite), resolveDir: folder },
    bundle: true,
    ...options,
  });
}

async function textOf(options: BuildOptions): Promise<string> {
  const { outputFiles = [] } = await build({
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'silent', // It rejects with what it would print.
    ...options,
  });
  return outputFiles[0]?.text ?? '';
}
