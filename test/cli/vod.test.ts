import { expect, it } from 'vitest';
import { inFolder, runProgram } from './command.js';

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
