import { open } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { expectFailure, inFolder, runProgram } from './command.js';

it('vod says how to get a newer Node when its own has no node:sqlite', async () => {
  const program = ['--no-experimental-sqlite', '--import', 'tsx', 'src/cli/vod.ts'];
  const ended = await inFolder((folder) =>
    runProgram(program, ['extract'], { folder, temporary: folder }),
  );
  expect(ended).toEqual({
    exitCode: 1,
    stdout: '',
    stderr:
      `vod: The command needs Node 22.13 or newer, and this is Node ${process.versions.node}. ` +
      'Run it with a newer one, which npx can bring: npx -p node@24 -p huaweicloud-vod vod ...\n',
  });
});

// Only Linux has a device that is always full.
describe.skipIf(process.platform !== 'linux')('vod fails in words when standard output', () => {
  const program = ['--import', 'tsx', 'src/cli/vod.ts'];
  const full = /^vod: Cannot write to standard output: no space left on device\./;

  it.each([['--help'], ['--version']])('is full, with %s', (option) =>
    inFolder(async (folder) => {
      const device = await open('/dev/full', 'w');
      const options = { folder, temporary: folder, stdout: device.fd };
      const ended = await runProgram(program, [option], options).finally(() => device.close());
      expectFailure(ended, 1, full);
    }),
  );

  it('has been closed by its reader', () =>
    inFolder(async (folder) => {
      const options = { folder, temporary: folder, stdout: 'closed' } as const;
      const ended = await runProgram(program, ['--version'], options);
      expectFailure(ended, 1, /^vod: Cannot write to standard output: broken pipe\.$/);
    }));
});
