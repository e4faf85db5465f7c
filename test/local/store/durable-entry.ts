/** Starts a local VOD service with the options of its argument, and prints how to reach it, or why it failed. */
import { startLocalVod } from '../../../src/local/index.js';

try {
  const options = JSON.parse(process.argv[2] ?? '{}') as Parameters<typeof startLocalVod>[0];
  const { url, projectId, credentials } = await startLocalVod({
    ...options,
    callsPerMinute: Infinity,
  });
  console.log(JSON.stringify({ url, projectId, credentials }));
} catch (error) {
  console.log(JSON.stringify({ message: error instanceof Error ? error.message : String(error) }));
  process.exitCode = 1;
}
