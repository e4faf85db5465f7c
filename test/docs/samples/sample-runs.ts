/** Runs of the samples of one language against one service, and what has to hold of how they end. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { LocalVod } from '../../../src/local/index.js';
import {
  type Ended,
  type Language,
  runSample,
  type SampledOperation,
  type SampleEnvironment,
} from './language.js';

/** One thing that has to hold. */
export interface Check {
  name: string;
  /** Rejects when it does not hold. */
  run: () => Promise<void>;
}

/** An id as the service makes them: of an asset, a project, an upload, a request. */
export const anyId = /\b[0-9a-f]{32}\b/;

/** The samples of a language at work, and what the earlier checks of the job have made. */
export class SampleRuns {
  /** The id of the video that was uploaded. */
  videoId = '';
  /** The id of the audio that is extracted from it. */
  audioId = '';
  readonly language: Language;
  readonly #service: () => LocalVod;

  constructor(language: Language, service: () => LocalVod) {
    this.language = language;
    this.#service = service;
  }

  get local(): LocalVod {
    return this.#service();
  }

  /** Runs a sample, however it ends. */
  run(operation: SampledOperation, given: SampleEnvironment = {}): Promise<Ended> {
    return runSample(this.language, operation, this.local, given);
  }

  /** Runs a sample that has to succeed, and returns the lines that it prints. */
  async lines(operation: SampledOperation, given: SampleEnvironment = {}): Promise<string[]> {
    const ended = await this.run(operation, given);
    assert.deepEqual({ ...ended, stdout: '' }, { exitCode: 0, stdout: '', stderr: '' });
    assert.match(ended.stdout, /^([^\n]+\n)*$/);
    return ended.stdout.split(/\s*\n/).slice(0, -1);
  }

  /** Runs a sample that has to succeed, and returns the one line that it prints. */
  async line(operation: SampledOperation, given: SampleEnvironment = {}): Promise<string> {
    const lines = await this.lines(operation, given);
    assert.equal(lines.length, 1);
    return lines[0] ?? '';
  }

  /** Runs a sample that prints a state, until that is not the one of what goes on. */
  async stateAfter(
    going: RegExp,
    operation: SampledOperation,
    given: SampleEnvironment,
  ): Promise<string> {
    const pollUntil = Date.now() + 50_000;
    for (;;) {
      const line = await this.line(operation, given);
      if (!going.test(line)) return line;
      assert.ok(Date.now() < pollUntil, 'It does not end.');
      await pause(100);
    }
  }

  /** Runs a sample that has to fail, and to show the error with its request id. */
  async refusal(
    operation: SampledOperation,
    given: SampleEnvironment,
    code: string,
    text: RegExp,
  ): Promise<void> {
    assertRefused(await this.run(operation, given), code, text);
  }
}

/** That a sample failed, and showed the code and the text of an error, and the request id. */
export function assertRefused(
  { exitCode, stdout, stderr }: Ended,
  code: string,
  text: RegExp,
): void {
  assert.notEqual(exitCode, 0);
  assert.equal(stdout, '');
  assert.ok(stderr.includes(code), stderr);
  assert.match(stderr, text);
  assert.match(stderr, anyId);
}
