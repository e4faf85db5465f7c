/**
 * Clients that generators of other projects make from the contract: each is generated, built, and does the whole job
 * against a local VOD service, by a program in clients/.
 */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/run.js';
import { startLocalVod } from '../../src/local/index.js';
import { readMp3Frames } from '../audio-frames.js';
import { clients, type GeneratedClient } from './clients.js';
import { outputOf } from './program.js';

/** What became of a client, for the table of the guide. */
export interface Row {
  client: GeneratedClient;
  /** Lines of the generator's output that warn. */
  warnings: number;
  /** The size of what it generated, in bytes. */
  bytes: number;
}

/**
 * Generates and builds a client in a folder, and has it do the job.
 *
 * @throws Error with what the generator, the compiler or the program said, or when the audio is not the right one.
 */
export async function tryClient(client: GeneratedClient, folder: string): Promise<Row> {
  if (client.doesJob) {
    const program = fileURLToPath(new URL(`clients/${client.program}`, import.meta.url));
    await cp(program, folder, { recursive: true });
  }
  await mkdir(join(folder, 'generated'), { recursive: true });
  const document = fileURLToPath(new URL(`generated/${client.document}`, root));
  const words = await client.generate({ document, folder });
  const warnings = words.split('\n').filter((line) => /\bwarn(ing)?\b/i.test(line)).length;
  const bytes = Number(
    (await outputOf({ program: 'du', arguments: ['-sb', join(folder, 'generated')] })).split(
      '\t',
    )[0],
  );
  const command = await client.build(folder);
  if (!command) return { client, warnings, bytes };
  const local = await startLocalVod();
  try {
    const audio = join(folder, 'job.mp3');
    const { name, password, domain } = local.iamUser;
    const user = { name, password, domain: { name: domain } };
    const login = {
      auth: {
        identity: { methods: ['password'], password: { user } },
        scope: { project: { name: local.projectName } },
      },
    };
    await outputOf({
      ...command,
      environment: {
        ...command.environment,
        VOD_ENDPOINT: local.url,
        VOD_PROJECT_ID: local.projectId,
        IAM_ENDPOINT: local.iamUrl,
        IAM_LOGIN: JSON.stringify(login),
        VOD_VIDEO: fileURLToPath(new URL('generated/sample.mp4', root)),
        VOD_AUDIO: audio,
      },
    });
    if (!existsSync(audio)) throw new Error('The program ended without its MP3.');
    const { durationSeconds } = readMp3Frames(await readFile(audio));
    if (!(Math.abs(durationSeconds - 11.1) < 0.5)) {
      throw new Error(`The MP3 is ${String(durationSeconds)} s long.`);
    }
  } finally {
    await local.close();
  }
  return { client, warnings, bytes };
}

/** Writes the table of the guide. */
export async function writeTable(rows: readonly Row[]): Promise<void> {
  const file = new URL('docs/other-languages.md', root);
  const text = await readFile(file, 'utf8');
  const table = [
    '| Language | Generator | Document | Warnings | Compiles | Does the job | Size |',
    '|---|---|---|---|---|---|---|',
    ...clients.flatMap((client) => {
      const row = rows.find((each) => each.client === client);
      if (!row) return [];
      const { language, generator, version, document, doesJob } = client;
      const kilobytes = `${String(Math.round(row.bytes / 1024))} kB`;
      const can = (yes: boolean): string => (yes ? 'yes' : 'not tried');
      return `| ${language} | ${generator} ${version} | \`${document}\` | ${String(row.warnings)} | ${can(doesJob)} | ${can(doesJob)} | ${kilobytes} |`;
    }),
  ];
  const [before = '', rest = ''] = text.split('<!-- generated clients -->');
  const [, after = ''] = rest.split('<!-- end -->');
  const marked = `<!-- generated clients -->\n\n${table.join('\n')}\n\n<!-- end -->`;
  await writeFile(file, `${before}${marked}${after}`);
  await outputOf({
    program: fileURLToPath(new URL('node_modules/.bin/prettier', root)),
    arguments: ['--write', fileURLToPath(file)],
  });
}
