/** How the samples of each language are built and run. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../../scripts/run.js';
import { makePlain } from '../../cli/plain-javascript.js';
import { type Command, missingProgram, outputOf } from '../../interop/program.js';
import { pythonWith } from '../../interop/python-environment.js';

/** A language of the samples. */
export interface Language {
  label: 'curl' | 'TypeScript' | 'Python' | 'Go' | 'Java';
  /** The hand-written program that does the whole job, in openapi/samples/. */
  jobFile: string;
  /** What the samples need and this machine lacks; undefined when they can run. */
  findMissing: () => Promise<string | undefined> | string | undefined;
  /**
   * Builds programs in a folder, from their texts by name; returns the command that runs one. They find the signers
   * where those of openapi/samples/ find them.
   */
  build: (folder: string, sources: Record<string, string>) => Promise<(name: string) => Command>;
}

const samples = fileURLToPath(new URL('openapi/samples/', root));

/** The text of a file in openapi/samples/. */
export const sampleText = (file: string): Promise<string> => readFile(join(samples, file), 'utf8');

/** Writes each program into a file of its own. */
async function write(
  folder: string,
  sources: Record<string, string>,
  fileOf: (name: string) => string,
): Promise<string[]> {
  const files: string[] = [];
  for (const [name, text] of Object.entries(sources)) {
    const file = join(folder, fileOf(name));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    files.push(file);
  }
  return files;
}

const curl: Language = {
  label: 'curl',
  jobFile: 'extract-audio.sh',
  findMissing: () => missingProgram(['bash', '--version'], ['curl', '--fail-with-body', '-V']),
  async build(folder, sources) {
    await write(folder, sources, (name) => `${name}.sh`);
    return (name) => ({ program: 'bash', arguments: [join(folder, `${name}.sh`)] });
  },
};

const typescript: Language = {
  label: 'TypeScript',
  jobFile: 'extract-audio.ts',
  findMissing: () => undefined,
  async build(folder, sources) {
    const files = await write(folder, sources, (name) => `source/${name}.ts`);
    // Its tsconfig.json says that the package is the one in src/.
    await makePlain(folder, files, join(samples, 'tsconfig.json'));
    return (name) => ({ program: process.execPath, arguments: [join(folder, `${name}.js`)] });
  },
};

const python: Language = {
  label: 'Python',
  jobFile: 'extract_audio.py',
  async findMissing() {
    const isRecent = 'import sys; assert sys.version_info >= (3, 10)';
    const missing = missingProgram(['python3', '-c', isRecent]);
    return missing ?? (await pythonWithRequests().then(() => undefined, String));
  },
  async build(folder, sources) {
    await write(folder, sources, (name) => `${name}.py`);
    const environment = { PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH: samples };
    const program = await pythonWithRequests();
    return (name) => ({ program, arguments: [join(folder, `${name}.py`)], environment });
  },
};

/** The system's Python when it has the package requests, else one of our own with it. */
async function pythonWithRequests(): Promise<string> {
  const missing = missingProgram(['python3', '-c', 'import requests']);
  return missing === undefined ? 'python3' : pythonWith('requests==2.34.2');
}

const go: Language = {
  label: 'Go',
  jobFile: 'extract_audio.go',
  findMissing: () => missingProgram(['go', 'version'], ['gofmt', '-h']),
  /** A folder for each program, in one module with the signer. */
  async build(folder, sources) {
    for (const file of ['go.mod', 'signers']) {
      await cp(join(samples, file), join(folder, file), { recursive: true });
    }
    await write(folder, sources, (name) => `${name}/main.go`);
    const unformatted = await outputOf({ program: 'gofmt', arguments: ['-l', folder] });
    if (unformatted !== '') throw new Error(`gofmt would change:\n${unformatted}`);
    const environment = { GOTOOLCHAIN: 'local', GOWORK: 'off' };
    for (const options of [['vet'], ['build', '-o', 'programs/']]) {
      await outputOf({ program: 'go', arguments: [...options, './...'], folder, environment });
    }
    return (name) => ({ program: join(folder, 'programs', name), arguments: [] });
  },
};

const java: Language = {
  label: 'Java',
  jobFile: 'ExtractAudio.java',
  findMissing: () => missingProgram(['javac', '--version'], ['java', '--version']),
  async build(folder, sources) {
    const files = await write(folder, sources, (name) => `${classOf(name)}.java`);
    const options = ['-Xlint:all', '-Werror', '-encoding', 'UTF-8'];
    const folders = ['-sourcepath', samples, '-d', folder];
    await outputOf({ program: 'javac', arguments: [...options, ...folders, ...files] });
    // The client refuses to set Host, which one of the signer's vectors does.
    const allowHost = '-Djdk.httpclient.allowRestrictedHeaders=host';
    return (name) => ({ program: 'java', arguments: [allowHost, '-cp', folder, classOf(name)] });
  },
};

const classOf = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
export const languages = [curl, typescript, python, go, java];
/** Those that have a signer of their own in openapi/samples/signers/. */
export const signingLanguages = [python, go, java];
