/**
 * Schemathesis, a fuzzer from PyPI: it makes requests from the contract, right and wrong ones, and holds what a local
 * VOD service answers against the contract. The same seed makes the same requests.
 */
import assert from 'node:assert/strict';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/run.js';
import { type LocalVod, startLocalVod } from '../../src/local/index.js';
import { type Command, run } from '../docs/samples/language.js';
import { contractWith, exampleUser, makeKnownAssets } from '../service-contract.js';
import type { ToolChain } from './tool-chains.js';

/** What is installed; the same requests come from the same versions only. */
const packages = ['schemathesis==4.32.5', 'hypothesis==6.170.15'];
/** Where it stays, because installing takes longer than running. */
const environment = fileURLToPath(
  new URL(`node_modules/.cache/${packages.join('-').replaceAll('==', '-')}/`, root),
);
const programs = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
const program = join(programs, 'schemathesis');

const minutes = 60_000;
const seed = 1;
/** Of each operation, besides the examples and the limits of its schemas; all of it takes about half a minute. */
const mostRequests = 100;

/** Installs it where it is not yet; what it builds is the run, which rejects with what was found. */
export const schemathesis: ToolChain<() => Promise<void>> = {
  name: 'Schemathesis',
  probes: [['python3', '-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']],
  async build(folder) {
    const isThere = await stat(program).then(
      () => true,
      () => false,
    );
    if (!isThere) {
      await succeed({ program: 'python3', arguments: ['-m', 'venv', environment] });
      const options = ['--quiet', '--disable-pip-version-check', ...packages];
      const install = ['-m', 'pip', 'install', ...options];
      const python = join(programs, 'python');
      await succeed({ program: python, arguments: install, timeoutMs: 5 * minutes });
    }
    return () => fuzz(folder);
  },
};

async function fuzz(folder: string): Promise<void> {
  const local = await startLocalVod({ callsPerMinute: Infinity, iamUser: exampleUser });
  try {
    const contract = join(folder, 'openapi.json');
    const settings = join(folder, 'schemathesis.toml');
    await writeFile(contract, JSON.stringify(await contractOf(local)));
    await writeFile(settings, settingsText);
    await succeed({
      program,
      folder,
      timeoutMs: 3 * minutes,
      arguments: [
        ...['--config-file', settings, 'run', contract, '--url', local.url, '--no-color'],
        ...['--header', `X-Auth-Token: ${local.token}`, '--seed', String(seed)],
        ...['--max-examples', String(mostRequests), '--generation-database', 'none'],
        ...['--continue-on-failure', '--request-timeout', '10'],
      ],
    });
  } finally {
    await local.close();
  }
}

/** Which answers are wrong, where the defaults are not this API's. */
const settingsText = `
[checks]
# A method that the contract does not have is 501 LOCAL.501 here, as all that is not offered.
unsupported_method.enabled = false
not_a_server_error.expected-statuses = ["2xx", "3xx", "4xx", "501"]
# An asset that does not exist, or whose state does not fit, is 400 here, as in the real service.
positive_data_acceptance.expected-statuses = ["2xx", "400", "401", "403", "404", "501"]
`;

/** The contract, with assets that exist and with the 501 of what the service does not offer. */
async function contractOf(local: LocalVod): Promise<object> {
  const assets = await makeKnownAssets(local);
  const { components, paths, ...others } = contractWith(local, assets);
  const { parameters, schemas, securitySchemes } = components;
  Object.assign(parameters['ProjectId'] ?? {}, { schema: { enum: [local.projectId] } });
  Object.assign(schemas['AssetId'] ?? {}, {
    anyOf: [{ enum: [assets.videoId, assets.audioId] }, {}],
  });
  const schema = {
    allOf: [{ $ref: '#/components/schemas/ErrorResponse' }],
    properties: { error_code: { const: 'LOCAL.501' } },
  };
  const content = { 'application/json': { schema } };
  for (const { operationId, responses } of Object.values(paths).flatMap((path) =>
    Object.values(path),
  )) {
    // Where there is none, these are the parameters of the path.
    if (operationId)
      Object.assign(responses, { 501: { description: 'Not offered here', content } });
  }
  // A signature cannot be guessed, and one that is wrong would keep most requests out.
  return {
    ...others,
    paths,
    components: { ...components, securitySchemes: { Token: securitySchemes['Token'] } },
    security: [{ Token: [] }],
  };
}

/** Runs a program that has to succeed. */
async function succeed(command: Command): Promise<void> {
  const { exitCode, stdout, stderr } = await run(command);
  const again = 'Again: npm run interop -- Schemathesis';
  assert.equal(exitCode, 0, `${command.program} failed.\n${stdout}${stderr}\n${again}`);
}
