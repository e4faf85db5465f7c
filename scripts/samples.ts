/** The code samples of openapi/samples/, and how they get into the contract where it is shown. */
import { readdir, readFile } from 'node:fs/promises';
import { type ContractDocument, operationsOf } from './contract-module.js';
import { root } from './run.js';

/** A sample in the form that Redoc and other renderers read. */
export interface CodeSample {
  /** The language, by which it is highlighted. */
  lang: string;
  /** What stands on its tab. */
  label: string;
  source: string;
}

/** A language that has samples. */
export interface SampleLanguage extends Omit<CodeSample, 'source'> {
  /** The name of the file with the sample of an operation. */
  fileOf: (operationId: string) => string;
}

/** Where the samples are. */
export const samplesFolder = new URL('openapi/samples/', root);

/** The languages, in the order in which they are shown. */
export const sampleLanguages = [
  { lang: 'Shell', label: 'curl', fileOf: (id) => `${id}.sh` },
  { lang: 'TypeScript', label: 'TypeScript', fileOf: (id) => `${id}.ts` },
  { lang: 'Python', label: 'Python', fileOf: (id) => `${id}.py` },
  { lang: 'Go', label: 'Go', fileOf: (id) => `${id}.go` },
  // Java's files are called as their classes.
  {
    lang: 'Java',
    label: 'Java',
    fileOf: (id) => `${id.charAt(0).toUpperCase()}${id.slice(1)}.java`,
  },
] as const satisfies SampleLanguage[];

/**
 * Puts the samples into a document, as `x-codeSamples` of the operations that have some; returns it.
 *
 * @param folder where the samples are, with a trailing slash. Default: openapi/samples/.
 * @throws Error when an operation has samples, but not in every language.
 * @example
 * const document = await addSamples(JSON.parse(await readFile('generated/openapi.json', 'utf8')));
 */
export async function addSamples<T extends ContractDocument>(
  document: T,
  folder = samplesFolder,
): Promise<T> {
  const present = await readdir(folder);
  for (const operation of operationsOf(document)) {
    const { operationId } = operation;
    const files = sampleLanguages.map(({ fileOf }) => fileOf(operationId));
    const missing = files.filter((file) => !present.includes(file));
    if (missing.length === files.length) continue;
    if (missing.length > 0) {
      throw new Error(
        `There is no ${missing.join(', no ')}: an operation has samples in all languages or none.`,
      );
    }
    const samples = sampleLanguages.map(async ({ lang, label, fileOf }): Promise<CodeSample> => ({
      lang,
      label,
      source: await readFile(new URL(fileOf(operationId), folder), 'utf8'),
    }));
    Object.assign(operation, { 'x-codeSamples': await Promise.all(samples) });
  }
  return document;
}
