import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startLocalVod } from '../../src/local/index.js';
import { temporaryFolder } from '../temporary-folder.js';
import { bundleService, ServiceProcess } from './store/durable-process.js';

it('startLocalVod names the packages that are missing, and how to install them', async () => {
  const apart = new ServiceProcess(await bundleService(await temporaryFolder(), false), {});
  onTestFinished(() => apart.kill());
  await expect(apart.started()).rejects.toThrow(
    /^The local VOD service needs packages .*: npm install hono .*@ffmpeg\/core@/,
  );
});

it('startLocalVod says how to get a newer Node, before it misses packages', async () => {
  const script = await bundleService(await temporaryFolder(), false);
  const olderNode = [process.execPath, '--no-experimental-sqlite'];
  const apart = new ServiceProcess(script, {}, olderNode);
  onTestFinished(() => apart.kill());
  await expect(apart.started()).rejects.toThrow(
    /^The local VOD service needs Node 22\.13 or newer.*: npx -p node@24 node your-program\.js$/,
  );
});

it.each([
  ['is a file', 'file'],
  ['is in a file', 'file/below'],
])('startLocalVod names a folder that %s', async (_what, name) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), '');
  await expect(startLocalVod({ folder: join(folder, name) })).rejects.toThrow(
    `The folder ${join(folder, name)} cannot be made, because a part of the path is no folder.`,
  );
});

it('startLocalVod refuses an empty folder name', async () => {
  await expect(startLocalVod({ folder: '' })).rejects.toThrow(
    new TypeError('folder is empty: give a path, or leave it out for a temporary folder.'),
  );
});
