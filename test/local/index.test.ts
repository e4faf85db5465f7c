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

it('startLocalVod names a port that is taken', async () => {
  const first = await startLocalVod();
  onTestFinished(() => first.close());
  const port = Number(new URL(first.url).port);
  await expect(startLocalVod({ port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
    message: `The local VOD service cannot listen at 127.0.0.1:${port}: the port is taken. Stop what listens there, or give another port; 0 takes a free one.`,
  });
});

it.each([70_000, -1, 80.5, NaN])('startLocalVod refuses port %d', async (port) => {
  await expect(startLocalVod({ port })).rejects.toThrow(
    new RangeError(
      `The local VOD service cannot listen at port ${port}: give a whole number from 0 to 65535; 0 takes a free one.`,
    ),
  );
});

it('startLocalVod names an address that this machine does not have', async () => {
  await expect(startLocalVod({ hostname: '192.0.2.1' })).rejects.toThrow(
    /^The local VOD service cannot listen at 192\.0\.2\.1:0: this machine has no such address\./,
  );
});
