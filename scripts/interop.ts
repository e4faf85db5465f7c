/**
 * `npm run interop`: the checks that need the tools of other languages. Their code samples do the whole job
 * against the local VOD service, and their signers reproduce the published vectors; a fuzzer from PyPI holds the
 * service against the contract.
 *
 * A language whose tools are missing is skipped; with CI=true in the environment it fails. Names after `--` choose
 * some: `npm run interop -- Schemathesis`.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalVod } from '../src/local/index.js';
import { schemathesis } from '../test/interop/schemathesis.js';
import { type ToolChain, toolChains } from '../test/interop/tool-chains.js';
import { vectorChecks } from '../test/interop/vectors.js';
import { jobOf } from '../test/docs/samples/job.js';
import { missingProgram } from '../test/docs/samples/language.js';

const count = { passed: 0, failed: 0 };

/** Does something that has to succeed, and prints a line about it. */
async function check<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    const result = await work();
    count.passed += 1;
    console.log(`ok    ${name}`);
    return result;
  } catch (error) {
    count.failed += 1;
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`FAIL  ${name}: ${reason.replaceAll('\n', '\n      ')}`);
    return undefined;
  }
}

const chosen = process.argv.slice(2);
const needsAll = process.env['CI'] === 'true';
// Tools, such as the fuzzer's Hypothesis, choose otherwise where they see it; they are to do the same everywhere.
delete process.env['CI'];

async function build<Built>({ name, probes, build }: ToolChain<Built>): Promise<Built | undefined> {
  if (chosen.length > 0 && !chosen.includes(name)) return undefined;
  const missing = missingProgram(...probes);
  if (missing === undefined) {
    const own = join(folder, name);
    await mkdir(own);
    return check(`${name}: builds`, () => build(own));
  }
  const text = `${name}: ${missing} is missing or too old`;
  if (needsAll) await check(text, () => Promise.reject(new Error('CI needs it')));
  else console.log(`skip  ${text}`);
  return undefined;
}

const folder = await mkdtemp(join(tmpdir(), 'vod-interop-'));
const local = await startLocalVod();
try {
  for (const toolChain of toolChains) {
    const language = await build(toolChain);
    if (language === undefined) continue;
    const vectors = await check(`${language.name}: the signer takes the vectors`, () =>
      vectorChecks(language),
    );
    for (const { name, run } of [...(vectors ?? []), ...jobOf(language, () => local)]) {
      await check(`${language.name}: ${name}`, run);
    }
  }
  const fuzzer = await build(schemathesis);
  if (fuzzer) await check('Schemathesis: finds no answer outside the contract', fuzzer);
} finally {
  await local.close();
  await rm(folder, { recursive: true });
}
console.log(`${count.passed} passed, ${count.failed} failed`);
if (count.failed > 0) process.exitCode = 1;
