/**
 * Schemathesis, a fuzzer from PyPI: it makes requests from the contract, valid and invalid ones, and checks the
 * answers of a local VOD service against the contract. The same seed makes the same requests.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LocalVod, startLocalVod } from '../../src/local/index.js';
import { contractWith, exampleUser, makeKnownAssets } from '../service-contract.js';
import { run } from './program.js';
import { pythonWith } from './python-environment.js';

/** The same requests come from the same versions only. */
const packages = ['schemathesis==4.32.5', 'hypothesis==6.170.15'];
const seed = 1;
/** Of each operation, besides the examples and the limits of its schemas; all of it takes about half a minute. */
const mostRequests = 100;

/**
 * Runs Schemathesis, which is installed first when it is not there yet.
 *
 * @param folder for its files.
 * @throws Error with what it found.
 */
export async function fuzz(folder: string): Promise<void> {
  const python = await pythonWith(...packages);
  const local = await startLocalVod({ callsPerMinute: Infinity, iamUser: exampleUser });
  try {
    const contract = join(folder, 'openapi.json');
    const settings = join(folder, 'schemathesis.toml');
    await writeFile(contract, JSON.stringify(await contractOf(local)));
    await writeFile(settings, settingsText);
    const { exitCode, stdout, stderr } = await run({
      program: join(python, '../schemathesis'),
      folder,
      // Hypothesis chooses other requests where it sees the variable CI.
      environment: { CI: undefined },
      arguments: [
        ...['--config-file', settings, 'run', contract, '--url', local.url, '--no-color'],
        ...['--header', `X-Auth-Token: ${local.token}`, '--seed', String(seed)],
        ...['--max-examples', String(mostRequests), '--generation-database', 'none'],
        ...['--continue-on-failure', '--request-timeout', '10'],
      ],
    });
    if (exitCode !== 0) {
      throw new Error(`${stdout}${stderr}\nTo run it again: npm run interop -- Schemathesis`);
    }
  } finally {
    await local.close();
  }
}
/** The checks whose defaults do not fit this API. */
const settingsText = `
[checks]
# A method that the contract does not have is answered with 501 LOCAL.501, like everything that is not offered.
unsupported_method.enabled = false
not_a_server_error.expected-statuses = ["2xx", "3xx", "4xx", "501"]
# An asset that does not exist, or whose state does not fit, is answered with 400, as by the real service.
positive_data_acceptance.expected-statuses = ["2xx", "400", "401", "403", "404", "501"]
`;

/** The contract, with assets that exist, and with the 501 of operations that the local service does not offer. */
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
  for (const member of Object.values(paths).flatMap((path) => Object.values(path))) {
    if (!member.operationId) continue; // The parameters of a path.
    Object.assign(member.responses, { 501: { description: 'Not offered here', content } });
  }
  // Schemathesis cannot make a signature, and a wrong one would keep most requests out.
  return {
    ...others,
    paths,
    components: { ...components, securitySchemes: { Token: securitySchemes['Token'] } },
    security: [{ Token: [] }],
  };
}
