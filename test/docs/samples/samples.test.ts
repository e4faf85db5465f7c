/** The samples of all operations, as the contract is shown with them; sample-runs.slow.test.ts runs them. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { addGuides, type GuidedDocument } from '../../../scripts/guides.js';
import { root } from '../../../scripts/run.js';
import { addSamples } from '../../../scripts/samples.js';
import type { Contract } from '../../service-contract.js';
import { exampleRequests, newOperation, sourcesOf, withNewOperation } from './example-requests.js';
import { languages, sampleText } from './languages.js';

const labels = ['curl', 'TypeScript', 'Python', 'Go', 'Java'];
const text = await readFile(new URL('generated/openapi.json', root), 'utf8');
const contract = JSON.parse(text) as Contract;
const requests = exampleRequests(contract);
const operationIds = [...requests.keys()];
const document = await addSamples(structuredClone(contract));
/** The samples by language and operation id. */
const samples = Object.fromEntries(labels.map((label) => [label, sourcesOf(document, label)]));

describe('addSamples', () => {
  it.each(labels)('gives every operation a sample in %s', (label) => {
    expect(Object.keys(samples[label] ?? {}).sort()).toEqual([...operationIds].sort());
  });

  it('writes TypeScript that compiles', { timeout: 60_000 }, () => {
    expect(complaintsOf(samples['TypeScript'] ?? {})).toEqual([]);
  });

  it.each(operationIds)('takes endpoint, project id and token of %s from the environment', (id) => {
    const isIam = id.startsWith('keystone');
    const variables = isIam ? ['IAM_ENDPOINT'] : ['VOD_ENDPOINT', 'VOD_PROJECT_ID'];
    if (requests.get(id)?.token !== null) variables.push('VOD_TOKEN');
    for (const label of labels) {
      const source = samples[label]?.[id] ?? '';
      expect(new Set(source.match(/\b(VOD|IAM)_[A-Z_]+\b/g)), label).toEqual(new Set(variables));
      expect(source).not.toMatch(/__|https:\/\/(?!media\.example\.com)/);
    }
  });

  it('prints the token, which IAM answers in a header', () => {
    const id = 'keystoneCreateUserTokenByPassword';
    expect(samples['curl']?.[id]).toMatch(/^curl --include /);
    for (const label of labels.slice(1)) expect(samples[label]?.[id]).toContain('X-Subject-Token');
  });

  it('writes the samples of a new operation from its examples alone', async () => {
    const document = withNewOperation(contract);
    const { [newOperation.path]: added = {}, ...paths } = document.paths;
    document.paths = { ...paths, '/v1.0/{project_id}/asset/{note_id}/notes': added };
    const parameters = [{ name: 'note_id', in: 'path', required: true, example: 'a/b c' }];
    Object.assign(added, { parameters });
    await addSamples(document);
    expect(sourcesOf(document, 'curl')['createNote']).toContain(
      '--url "$VOD_ENDPOINT/v1.0/$VOD_PROJECT_ID/asset/a%2Fb%20c/notes?tags=rock%20%26%20roll&tags=a%2Bb%3Dc&tags=',
    );
    const typescript = sourcesOf(document, 'TypeScript')['createNote'];
    expect(typescript).toContain("path: { note_id: 'a/b c' },");
    expect(typescript).toContain("tags: ['rock & roll', 'a+b=c', 'ü,$HOME']");
    expect(typescript).not.toContain('unused');
  });

  it('refuses a required parameter without an example', async () => {
    const document = withNewOperation(contract);
    const parameters = [{ name: 'note_id', in: 'path', required: true }];
    Object.assign(document.paths[newOperation.path] ?? {}, { parameters });
    await expect(addSamples(document)).rejects.toThrow('note_id of createNote needs an example.');
  });

  it.each(["it's", 'a "word"', 'C:\\', '`date`'])(
    'refuses the text %s in an example',
    async (text) => {
      const document = withNewOperation(contract);
      Object.assign(document.components.examples, { Note: { value: { text } } });
      await expect(addSamples(document)).rejects.toThrow('The example of createNote has');
    },
  );
});

describe('openapi/samples', () => {
  const signers = ['signers/Sign.java', 'signers/sign.go', 'signers/sign.py'];
  const jobs = languages.map(({ jobFile }) => jobFile);

  it('has the whole job in each language, the signers, and nothing else', async () => {
    const files = await readdir(new URL('openapi/samples/', root), { recursive: true });
    const expected = [...jobs, ...signers, 'go.mod', 'signers', 'tsconfig.json'];
    const own = files.filter((name) => !/__pycache__|^classes/.test(name)); // Compilers make those.
    expect(own.sort()).toEqual(expected.sort());
  });

  it('is shown in the guide on other languages, in the place of the links', async () => {
    const document: GuidedDocument = { tags: [] };
    const { tags } = addGuides(document);
    const guide = tags.find(({ name }) => name === 'guide-other-languages')?.description ?? '';
    for (const file of [...jobs, ...signers]) {
      expect(guide).toContain(await sampleText(file));
      expect(guide).toContain(`: ${file}</summary>`);
    }
  });
});

/** What the compiler says of programs, under the options of openapi/samples/tsconfig.json. */
function complaintsOf(programs: Record<string, string>): string[] {
  const folder = fileURLToPath(new URL('openapi/samples/', root));
  const settings = ts.readConfigFile(`${folder}tsconfig.json`, (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(settings.config, ts.sys, folder);
  const texts = Object.entries(programs);
  const files = new Map(texts.map(([name, source]) => [`${folder}${name}.ts`, source]));
  const host = ts.createCompilerHost(options);
  const fromDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version, ...rest) => {
    const source = files.get(name);
    if (source === undefined) return fromDisk(name, version, ...rest);
    return ts.createSourceFile(name, source, version);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    return ts
      .getPreEmitDiagnostics(program, file)
      .map(({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
}
