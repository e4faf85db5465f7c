/** The gate against changes of the contract that its version number does not announce. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root, runTool, temporaryFolder } from '../../scripts/run.js';

/** The members of the contract that are changed here. */
interface Contract {
  info: { version: string; description: string };
  components: { schemas: { ShowAssetDetailResponse: { properties: { base_info?: object } } } };
}

const text = await readFile(new URL('generated/openapi.json', root), 'utf8');

function removeMember({ components }: Contract) {
  const { properties } = components.schemas.ShowAssetDetailResponse;
  expect(properties).toHaveProperty('base_info');
  delete properties.base_info;
}

it.each<[title: string, version: string, change: (contract: Contract) => void, message?: string]>([
  ['passes a contract that has not changed', '0.1.0', () => undefined],
  [
    'refuses that an answer lacks a member, and names the version that this needs',
    '0.1.1',
    removeMember,
    'info.version went 0.1.0 → 0.1.1, but these changes require a minor bump (0.2.0)',
  ],
  ['passes that an answer lacks a member when the version says so', '0.2.0', removeMember],
  [
    'refuses another description under the same version',
    '0.1.0',
    ({ info }) => (info.description = 'Other words.'),
    'info.version stayed 0.1.0, but these changes require a patch bump (0.1.1)',
  ],
])('npm run diff %s', async (_title, version, change, message = 'Diff passed') => {
  await using folder = await temporaryFolder('diff');
  const contract = JSON.parse(text) as Contract;
  contract.info.version = '0.1.0';
  const base = join(folder.path, 'base.json');
  await writeFile(base, JSON.stringify(contract));
  change(contract);
  contract.info.version = version;
  const revision = join(folder.path, 'revision.json');
  await writeFile(revision, JSON.stringify(contract));
  const { code, output } = await runTool('tsx', 'scripts/diff.ts', revision, base);
  expect(output).toContain(message);
  expect(code).toBe(message === 'Diff passed' ? 0 : 1);
});
