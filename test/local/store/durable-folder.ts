/** A folder for each test, and the services that run in it, in this process or in one of their own. */
import { afterAll, beforeEach, onTestFinished } from 'vitest';
import type { LocalVod, LocalVodOptions } from '../../../src/local/index.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { startWith } from '../delivery/failing-jobs.js';
import { bundleService, ServiceProcess } from './durable-process.js';

/** Makes the folders for the tests of a file, which awaits it at its top. */
export async function durableFolder() {
  let path = '';
  let script: string | undefined;
  const bundle = await temporaryFolder(afterAll);
  beforeEach(async () => {
    path = await temporaryFolder();
  });
  const start = (options: LocalVodOptions = {}) => startWith({ folder: path, ...options });
  return {
    /** The folder of the running test. */
    get path() {
      return path;
    },
    /** Starts a service in it. */
    start,
    /** Closes a service, and starts the next one in the folder. */
    restart: async (local: LocalVod, options?: LocalVodOptions) => {
      await local.close();
      return start(options);
    },
    /** Starts a service in a process of its own. `command` comes before Node, such as a shell that limits it. */
    startApart: async (options: LocalVodOptions = {}, ...command: string[]) => {
      script ??= await bundleService(bundle);
      const node = [...command, process.execPath];
      const apart = new ServiceProcess(script, { folder: path, ...options }, node);
      onTestFinished(() => apart.kill());
      return apart;
    },
  };
}
