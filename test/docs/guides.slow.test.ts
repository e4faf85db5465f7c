/** The guides: their code compiles and runs, their example adds up, their links lead somewhere. */
import { execFile } from 'node:child_process';
import { createHmac, hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../generated/contract.js';
import { signRequest } from '../../src/index.js';
import { makePlain } from '../cli/plain-javascript.js';
import { SAMPLE } from '../make-media.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const guides = [
  'README.md',
  ...readdirSync(join(root, 'docs')).flatMap((name) =>
    name.endsWith('.md') ? [`docs/${name}`] : [],
  ),
];
const textOf = (guide: string) => readFileSync(join(root, guide), 'utf8');

/** A module made of one or more code blocks of a guide. */
interface Program {
  /** Where the first block is, such as `docs/errors.md:27`. */
  name: string;
  file: string;
  code: string;
  run: boolean;
}

/**
 * The ts blocks of a guide. A comment before a block says what it needs, by phrases that `;` separates:
 * `given: a, b` - names of given.ts; `continues` - it goes on where the block before ended;
 * `not run: why` - it is only compiled; `run in: …` - for the reader, who cannot see what the test provides.
 */
function programsOf(guide: string): Program[] {
  const programs: Program[] = [];
  const blocks = /(?:<!-- (.+) -->\n\n)?^```ts\n([^]*?)^```$/gm;
  const text = textOf(guide);
  for (const match of text.matchAll(blocks)) {
    const [, comment = '', code = ''] = match;
    const phrases = comment.split('; ').filter((phrase) => phrase !== '');
    const unknown = phrases.find((each) => !/^(given|not run|run in): .|^continues$/.test(each));
    if (unknown !== undefined) throw new Error(`${guide}: what is "${unknown}"?`);
    const given = phrases.find((phrase) => phrase.startsWith('given: '))?.slice('given: '.length);
    // A video is uploaded, and an extraction started, only for a block that names them.
    const from = /\b(assetId|job|request)\b/.test(given ?? '') ? 'given' : 'given-service';
    const whole = given === undefined ? code : `import { ${given} } from '${from}';\n${code}`;
    const former = programs.at(-1);
    if (phrases.includes('continues') && former) former.code += whole;
    else {
      const line = text.slice(0, match.index).split('\n').length;
      programs.push({
        name: `${guide}:${String(line)}`,
        file: `${guide.replace(/\W/g, '-')}-${String(programs.length)}.ts`,
        code: `export {};\n${whole}`, // A module even when it imports nothing.
        run: !phrases.some((phrase) => phrase.startsWith('not run: ')),
      });
    }
  }
  return programs;
}

const programs = guides.flatMap(programsOf);
const outputs = new Map<string, string>();
let folder: string;
/** The programs as JavaScript. */
let plain: string;

/** The programs beside each other, and where they find the package and what they are given. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vod-guides-'));
  const entry = (file: string) => [join(root, 'src', file)];
  const tsconfig = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      paths: {
        'huaweicloud-vod': entry('index.ts'),
        'huaweicloud-vod/credentials': entry('credentials/index.ts'),
        'huaweicloud-vod/upload': entry('upload/index.ts'),
        'huaweicloud-vod/webhooks': entry('webhooks/index.ts'),
        'huaweicloud-vod/local': entry('local/index.ts'),
        given: [join(root, 'test/docs/given.ts')],
        'given-service': [join(root, 'test/docs/given-service.ts')],
      },
      typeRoots: [join(root, 'node_modules/@types')],
      // A rule of this project's own code; readers write `process.env.NAME`.
      noPropertyAccessFromIndexSignature: false,
    },
    include: ['*.ts'],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  for (const { file, code } of programs) await writeFile(join(folder, file), code);
  // Other packages, such as openapi-fetch.
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  plain = join(folder, 'plain');
  await mkdir(plain);
  const files = programs.filter(({ run }) => run).map(({ file }) => join(folder, file));
  await makePlain(plain, files, join(folder, 'tsconfig.json'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

it('the guides have code that runs', () => {
  expect(guides.length).toBeGreaterThan(8);
  expect(programs.filter(({ run }) => run).length).toBeGreaterThan(10);
});

it(
  'the code of the guides compiles under the strict options of the project',
  { timeout: 60_000 },
  () => {
    const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), (file) =>
      ts.sys.readFile(file),
    ) as { config: unknown };
    const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
    const program = ts.createProgram(fileNames, options);
    // What they import is checked by `npm run lint`.
    const sources = fileNames.map((name) => program.getSourceFile(name));
    expect(sources).toHaveLength(programs.length);
    const diagnostics = sources.flatMap((source) => ts.getPreEmitDiagnostics(program, source));
    const complaints = diagnostics.map(({ file, start = 0, messageText }) => {
      const { name } = programs.find((each) => file?.fileName.endsWith(each.file)) ?? {};
      const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
      const text = ts.flattenDiagnosticMessageText(messageText, ' ');
      return `${name ?? file?.fileName ?? ''}, line ${String(line)} of the code: ${text}`;
    });
    expect(complaints).toEqual([]);
  },
);

describe('the code of a guide that needs no account', () => {
  it.concurrent.each(programs.filter(({ run }) => run))(
    'runs without a complaint: $name',
    { timeout: 60_000 },
    async ({ name, file }) => {
      const output = await run(file);
      outputs.set(name, output.text);
      expect(output.failure, output.text).toBe('');
    },
  );

  it('leaves an MP3, as getting-started.md promises', async () => {
    expect(outputOf('docs/getting-started.md')).toMatch(/^my\.mp3, 1\d s\n$/);
    const audio = await readFile(join(folder, 'docs-getting-started-md-0.ts.d/my.mp3'), 'latin1');
    expect(audio).toMatch(/^ID3|^\xff[\xfb\xf3]/);
  });

  it('receives the event, as jobs-and-webhooks.md promises', () => {
    expect(outputOf('docs/jobs-and-webhooks.md')).toMatch(/^event http:\S+\.mp3\n/);
  });

  it('prints the error that errors.md shows', () => {
    expect(outputOf('docs/errors.md')).toMatch(/^400 VOD\.10062 never\n.+\n[0-9a-f]{32}\n$/);
  });

  it('prints the canonical request of the gateway that authentication.md shows', () => {
    const output = [...outputs].find(([, text]) => text.startsWith('POST\n'))?.[1] ?? '';
    const shown = /last line.+`(\w{8})….+`(\w{8})…/.exec(textOf('docs/authentication.md')) ?? [];
    expect(output.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^${shown[1] ?? '-'}`));
    expect(sha256('{"asset_id":"a1"}').slice(0, 8)).toBe(shown[2]);
  });
});

function outputOf(guide: string): string {
  const first = programs.find(({ name, run: runs }) => runs && name.startsWith(`${guide}:`));
  return outputs.get(first?.name ?? '') ?? '';
}

/** Runs a program in a folder of its own that holds my.mp4; ends it when its main part has ended. */
async function run(file: string): Promise<{ text: string; failure: string }> {
  const cwd = join(folder, `${file}.d`);
  await mkdir(cwd);
  await copyFile(SAMPLE, join(cwd, 'my.mp4'));
  const start = join(plain, `start-${file.replace(/ts$/, 'js')}`);
  await writeFile(start, `await import('./${file.replace(/ts$/, 'js')}');\nprocess.exit(0);\n`);
  return promisify(execFile)(process.execPath, [start], { cwd, timeout: 50_000 }).then(
    ({ stdout, stderr }) => ({ text: stdout, failure: stderr }),
    (error: unknown) => ({ text: '', failure: String(error) }),
  );
}

const sha256 = (text: string) => hash('sha256', text);

describe('the worked example of authentication.md', () => {
  const guide = textOf('docs/authentication.md');
  /** The block after a bold step, such as `**3. The hash`. */
  const step = (number: number) =>
    new RegExp(`^\\*\\*${String(number)}\\. [^]*?^\`\`\`\\w+\\n([^]*?)\\n\`\`\`$`, 'm').exec(
      guide,
    )?.[1] ?? '';
  const cell = (name: string) => new RegExp(`\\| ${name} +\\| \`(.+?)\``).exec(guide)?.[1] ?? '';
  const [head = '', body = ''] = step(1).split('\n\n');
  const [requestLine = '', ...lines] = head.split('\n');
  const [method = '', path = ''] = requestLine.split(' ');
  const headers = new Map(lines.map((line) => line.toLowerCase().split(': ') as [string, string]));
  const [, canonical, hash, stringToSign, signature, header] = [1, 2, 3, 4, 5, 6].map(step);

  it('adds up, step by step, from its own text', () => {
    const signed = [...headers.keys()].filter((name) => name !== 'content-type').sort();
    const built = [
      ...[method, `${path}/`, ''],
      ...signed.map((name) => `${name}:${(headers.get(name) ?? '').toUpperCase()}`),
      ...['', signed.join(';'), sha256(body)],
    ];
    expect(canonical?.toLowerCase()).toBe(built.join('\n').toLowerCase());
    expect(hash).toBe(sha256(canonical ?? ''));
    const date = /^X-Sdk-Date: (.+)$/m.exec(head)?.[1] ?? '';
    expect(stringToSign).toBe(`SDK-HMAC-SHA256\n${date}\n${hash ?? ''}`);
    const key = cell('Secret key');
    expect(key).toMatch(/^fake/);
    const hmac = createHmac('sha256', key).update(stringToSign ?? '');
    expect(signature).toBe(hmac.digest('hex'));
    expect(header).toBe(
      `Authorization: SDK-HMAC-SHA256 Access=${cell('Access key')}, ` +
        `SignedHeaders=${signed.join(';')}, Signature=${signature ?? ''}`,
    );
  });

  it('is what the client sends, and what the program of the guide prints', async () => {
    const own = new Headers(lines.map((line) => line.split(': ') as [string, string]));
    own.delete('host');
    const url = `https://${headers.get('host') ?? ''}${path}`;
    const sent = await signRequest(new Request(url, { method, headers: own, body }), {
      accessKeyId: cell('Access key'),
      secretAccessKey: cell('Secret key'),
    });
    expect(`Authorization: ${sent.headers.get('authorization') ?? ''}`).toBe(header);
    const printed = [...outputs].filter(([name]) => name.startsWith('docs/authentication.md'));
    expect(printed.map(([, text]) => text)).toContain(`${signature ?? ''}\n`);
  });
});

it('errors.md repeats the catalogue of errors without a difference', () => {
  const rows = [
    ...textOf('docs/errors.md').matchAll(
      /^\| `((?:VOD|APIGW)\.\d+)` +\| ([\d, ]+?) +\|.*\| `([\w-]+)` +\|$/gm,
    ),
  ];
  expect(rows.length).toBeGreaterThan(10);
  const { 'x-error-catalogue': catalogue } = JSON.parse(
    readFileSync(join(root, 'generated/openapi.json'), 'utf8'),
  ) as { 'x-error-catalogue': Record<string, { statuses: number[]; retry: string }> };
  for (const [, code = '', statuses, retry] of rows) {
    const entry = catalogue[code];
    expect([code, entry?.statuses.join(', '), entry?.retry]).toEqual([code, statuses, retry]);
  }
});

it('getting-started.md names the permissions of the contract', () => {
  const guide = textOf('docs/getting-started.md');
  for (const [, id = '', cell = ''] of guide.matchAll(/^\| `(\w+)` +\| (.*\S) +\|$/gm)) {
    const { permission } = operations[id as keyof typeof operations]; // It fails when there is none.
    expect(cell, id).toContain(permission === null ? 'unsettled' : `\`${permission}\``);
  }
});

describe('the links and pictures', () => {
  it.each(guides)('of %s lead to files and headings that exist', (guide) => {
    const text = textOf(guide).replace(/^```[^]*?^```$/gm, '');
    const broken = [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
      if (target.startsWith('https:')) return [];
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? guide : join(dirname(guide), path);
      if (!existsSync(join(root, file))) return [target];
      return anchor === undefined || anchorsOf(file).includes(anchor) ? [] : [target];
    });
    expect(broken).toEqual([]);
  });

  it('of the README lead to every guide', () => {
    const linked = [...textOf('README.md').matchAll(/\]\((docs\/[\w-]+\.md)/g)].map(
      ([, path]) => path,
    );
    expect(guides.filter((guide) => guide !== 'README.md' && !linked.includes(guide))).toEqual([]);
  });

  it('have a text for readers who cannot see them', () => {
    const pictures = guides.flatMap((guide) => [
      ...textOf(guide).matchAll(/!\[([^]*?)\]\(([^)]+)\)/g),
    ]);
    const drawn = ['generated/diagrams', 'docs/measurements'].flatMap((folder) =>
      readdirSync(join(root, folder)).filter((file) => file.endsWith('.svg')),
    );
    expect(pictures.map(([, , path = '']) => basename(path)).sort()).toEqual(drawn.sort());
    for (const [, alternative = ''] of pictures) expect(alternative.length).toBeGreaterThan(60);
  });
});

/** The anchors of a file's headings, as code hosts make them. */
function anchorsOf(file: string): string[] {
  return [...textOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
