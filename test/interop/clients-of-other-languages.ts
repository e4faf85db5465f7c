/** The generators for Rust, Kotlin, PHP, Ruby and C#. */
import { existsSync } from 'node:fs';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { GeneratedClient } from './clients.js';
import { byOpenapiGenerator, cache } from './openapi-generator.js';
import { type Command, missingProgram, outputOf } from './program.js';

const cargo: [string, ...string[]] = ['cargo', '--version'];
/** What Cargo builds stays, without the parts that only a debugger reads. */
const cargoEnvironment = {
  CARGO_TARGET_DIR: cache('rust/target'),
  CARGO_PROFILE_DEV_DEBUG: 'false',
  CARGO_INCREMENTAL: '0',
};

/** Builds a program of Rust; the manifest names its dependencies. */
async function buildRust(folder: string, program: string, manifest: string): Promise<Command> {
  // Cargo finds what it built of a crate by the crate's path.
  const crate = cache(`rust/${program}`);
  await rm(join(crate, 'generated'), { recursive: true, force: true });
  await cp(folder, crate, { recursive: true });
  const name = `[package]\nname = "${program}"\nedition = "2024"\n`;
  const source = `[[bin]]\nname = "${program}"\npath = "${program}.rs"\n`;
  await writeFile(join(crate, 'Cargo.toml'), `${name}${source}[dependencies]\n${manifest}`);
  await outputOf({
    program: 'cargo',
    arguments: ['build', '--quiet', '-j2'],
    folder: crate,
    environment: cargoEnvironment,
  });
  return { program: join(cargoEnvironment.CARGO_TARGET_DIR, 'debug', program), arguments: [] };
}

const progenitor = '0.15.1';

/** The generators, in the order of the guide's table. */
export const clientsOfOtherLanguages: readonly GeneratedClient[] = [
  byOpenapiGenerator('rust', 'supportAsync=false', {
    language: 'Rust',
    program: 'rust',
    tools: [cargo],
    build: (folder) =>
      buildRust(
        folder,
        'openapi_generator',
        'openapi = { path = "generated", default-features = false }\n' + // No TLS is needed here.
          'reqwest = { version = "0.13", default-features = false, features = ["blocking"] }\n',
      ),
  }),
  {
    language: 'Rust',
    generator: 'progenitor',
    version: progenitor,
    document: 'openapi.client-3.0.json',
    program: 'rust',
    doesJob: true,
    findMissing: () => missingProgram(cargo),
    async generate({ document, folder }) {
      const installed = cache('rust/progenitor/');
      if (!existsSync(join(installed, 'bin/cargo-progenitor'))) {
        const options = ['--quiet', '--locked', '--debug', '-j2', '--root', installed];
        await outputOf({
          program: 'cargo',
          arguments: ['install', ...options, `cargo-progenitor@${progenitor}`],
          environment: cargoEnvironment,
        });
      }
      const output = join(folder, 'generated');
      const crate = ['-o', output, '-n', 'huawei-vod', '-v', '0.1.0'];
      return outputOf({
        program: join(installed, 'bin/cargo-progenitor'),
        arguments: ['progenitor', '-i', document, ...crate],
      });
    },
    build: (folder) =>
      buildRust(
        folder,
        'progenitor',
        'huawei-vod = { path = "generated" }\n' +
          'reqwest = { version = "0.13", default-features = false }\n' +
          'serde_json = "1"\n' +
          'tokio = { version = "1", features = ["macros", "rt", "time"] }\n',
      ),
  },
  byOpenapiGenerator('kotlin', '', {
    language: 'Kotlin',
    program: 'kotlin',
    tools: [],
    async build(folder) {
      await outputOf({ program: 'mvn', arguments: ['-q', '-B', 'compile'], folder });
      const libraries = await readFile(join(folder, 'target/classpath'), 'utf8');
      const path = [join(folder, 'target/classes'), libraries.trim()].join(delimiter);
      return { program: 'java', arguments: ['-cp', path, 'JobKt'] };
    },
  }),
  byOpenapiGenerator('php', '', {
    language: 'PHP',
    program: 'php',
    // Debian's php-guzzlehttp-guzzle is used without Composer.
    tools: [['php', '-r', 'require "GuzzleHttp/autoload.php"; curl_init();']],
    async build(folder) {
      // Classes are loaded when they are used, so that the job alone would not see a broken one.
      const parse = 'find . -name "*.php" -print0 | xargs -0 -n1 php -l';
      await outputOf({ program: 'sh', arguments: ['-c', parse], folder });
      return { program: 'php', arguments: [join(folder, 'job.php')] };
    },
  }),
  byOpenapiGenerator('ruby', '', {
    language: 'Ruby',
    program: 'ruby',
    tools: [['ruby', '-e', 'require "typhoeus"']],
    build: (folder) =>
      Promise.resolve({
        program: 'ruby',
        arguments: ['-I', join(folder, 'generated/lib'), join(folder, 'job.rb')],
      }),
  }),
  byOpenapiGenerator('csharp', '', {
    language: 'C#',
    program: 'csharp',
    tools: [],
    doesJob: false,
    build: () => Promise.resolve(undefined),
  }),
];
