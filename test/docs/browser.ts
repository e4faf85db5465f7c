/** Starts the real browser of the tests: one from npm on Linux, an installed Chrome elsewhere. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));

// Each flag keeps the browser itself off the network, or lets it start in a container; none weakens the page.
const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/**
 * Starts a headless Chromium that makes no request of its own.
 *
 * It is the browser at `CHROME_PATH` when that is set; on Linux x64 the Chromium of `@sparticuz/chromium`, unpacked on
 * first use into node_modules; elsewhere an installed Chrome. The caller closes it.
 *
 * @param args - More flags for the browser; none by default.
 * @throws Error when the browser does not start: set `CHROME_PATH` to an installed one.
 * @example
 * const browser = await launchBrowser('--host-resolver-rules=MAP docs.test 127.0.0.1');
 */
export async function launchBrowser(...args: string[]): Promise<Browser> {
  return chromium.launch({ ...(await findBrowser()), args: [...flags.split(' '), ...args] });
}

async function findBrowser(): Promise<LaunchOptions> {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) return { executablePath: chosen };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
  const folder = await unpack();
  return {
    executablePath: join(folder, 'chromium'),
    // The package brings NSS, Expat and a font, which a bare system lacks; a system's own would do too.
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
      XDG_CACHE_HOME: join(folder, 'cache'),
    },
  };
}

/** Unpacks the browser once; a rename makes it appear whole, however many processes ask at once. */
async function unpack(): Promise<string> {
  // In the package's own folder, so that it goes when another version comes.
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const folder = join(dirname(entry), '../../unpacked');
  if (existsSync(folder)) return folder;
  const draft = await mkdtemp(`${folder}-`);
  try {
    // In a process of its own, because the package takes its settings from the environment: TMPDIR
    // says where to unpack, and AWS's variable asks for the shared libraries too.
    const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: root,
      env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    });
    // The package's own file names folders of AWS Lambda; the system's fonts are welcome where there are any.
    await writeFile(
      join(draft, 'fonts/fonts.conf'),
      `<?xml version="1.0"?>
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`,
    );
    await rename(draft, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error; // Otherwise another process was first, and did the same.
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}
