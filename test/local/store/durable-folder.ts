/** A folder for each test, and the services that run in it, in this process or in one of their own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach } from 'vitest';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../../src/local/index.js';
import { bundleService, ServiceProcess } from './durable-process.js';

export interface DurableFolder {
  /** The folder of the running test. */
  readonly path: string;
  /** Starts a service in it. */
  start: (options?: LocalVodOptions) => Promise<LocalVod>;
  /** Closes a service, and starts the next one in the folder. */
  restart: (local: LocalVod, options?: LocalVodOptions) => Promise<LocalVod>;
  /** Starts a service in a process of its own. `command` comes before Node, such as a shell that limits it. */
  startApart: (options?: LocalVodOptions, ...command: string[]) => Promise<ServiceProcess>;
  /** Registers a clean-up after the test; the last one registered runs first. */
  later: (cleanup: () => unknown) => void;
}

/** Makes the folders for the tests of a file. */
export function durableFolder(): DurableFolder {
  let path = '';
  let bundle: string | undefined;
  let script: string | undefined;
  const cleanups: (() => unknown)[] = [];
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'durable-test-'));
  });
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
    await rm(path, { recursive: true, force: true });
  });
  afterAll(() => bundle && rm(bundle, { recursive: true }));
  const later = (cleanup: () => unknown) => void cleanups.push(cleanup);
  const start = async (options: LocalVodOptions = {}) => {
    const local = await startLocalVod({ folder: path, ...options });
    later(() => local.close());
    return local;
  };
  return {
    get path() {
      return path;
    },
    start,
    async restart(local, options) {
      await local.close();
      return start(options);
    },
    async startApart(options, ...command) {
      bundle ??= await mkdtemp(join(tmpdir(), 'durable-service-'));
      script ??= await bundleService(bundle);
      const node = [...command, process.execPath];
      const apart = new ServiceProcess(script, { folder: path, ...options }, node);
      later(() => apart.kill());
      return apart;
    },
    later,
  };
}
