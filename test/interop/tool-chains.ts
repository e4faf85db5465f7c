/** The languages whose tools npm does not install: how their samples are built and run. */
import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sampleLanguages, samplesFolder } from '../../scripts/samples.js';
import { type Command, type Language, run, sampledOperations } from '../docs/samples/language.js';

/** The tools of a language, or others that npm does not install. */
export interface ToolChain<Built = BuiltLanguage> {
  name: string;
  /** Commands that succeed where the tools are. */
  probes: [program: string, ...options: string[]][];
  /** Builds what is to be run, in a folder for that. */
  build: (folder: string) => Promise<Built>;
}

/** A language whose samples and signer can run. */
export interface BuiltLanguage extends Language {
  /** Signs the requests on its standard input; see vectors.py. */
  signer: Command;
}

const samples = fileURLToPath(samplesFolder);
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const python: ToolChain = {
  name: 'Python',
  probes: [['python3', '-c', 'import sys; sys.exit(sys.version_info < (3, 10))']],
  build: () => {
    const environment = { PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH: samples };
    return Promise.resolve({
      name: 'Python',
      commandOf: (operation) => ({
        program: 'python3',
        arguments: [`${operation}.py`],
        environment,
      }),
      signer: { program: 'python3', arguments: [here('vectors.py')], environment },
    });
  },
};

const go: ToolChain = {
  name: 'Go',
  probes: [
    ['go', 'version'],
    ['gofmt', '-h'],
  ],
  /** A copy of the samples, because the signer's runner has to be in their module. */
  build: async (folder) => {
    await cp(samples, folder, { recursive: true });
    await cp(here('vectors.go'), join(folder, 'vectors.go'));
    assert.equal(await outputOf({ program: 'gofmt', arguments: ['-l', folder] }), '');
    for (const name of [...sampledOperations, 'vectors']) {
      for (const verb of [['vet'], ['build', '-o', name]]) {
        await outputOf({
          program: 'go',
          arguments: [...verb, `${name}.go`],
          folder,
          environment: { GOTOOLCHAIN: 'local', GOWORK: 'off' },
        });
      }
    }
    const programOf = (name: string) => ({ program: join(folder, name), arguments: [] });
    return { name: 'Go', commandOf: programOf, signer: programOf('vectors') };
  },
};

const java: ToolChain = {
  name: 'Java',
  probes: [
    ['javac', '--version'],
    ['java', '--version'],
  ],
  build: async (folder) => {
    const { fileOf } = sampleLanguages[4];
    const sources = sampledOperations.map(fileOf);
    const options = ['-Xlint:all', '-Werror', '-encoding', 'UTF-8', '-d', folder];
    await outputOf({ program: 'javac', arguments: [...options, ...sources, here('Vectors.java')] });
    const classPath = ['-cp', folder];
    // The client refuses to set Host, which one of the vectors does.
    const allowHost = '-Djdk.httpclient.allowRestrictedHeaders=host';
    return {
      name: 'Java',
      commandOf: (operation) => ({
        program: 'java',
        arguments: [...classPath, fileOf(operation).replace('.java', '')],
      }),
      signer: { program: 'java', arguments: [allowHost, ...classPath, 'Vectors'] },
    };
  },
};

/** All of them. */
export const toolChains = [python, go, java];

/** What a program prints; rejects when it fails. */
async function outputOf(command: Command): Promise<string> {
  const { exitCode, stdout, stderr } = await run(command);
  assert.equal(exitCode, 0, `${command.program} failed: ${stdout}${stderr}`);
  return stdout;
}
