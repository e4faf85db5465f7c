/** Runs workflows with `redocly respect`, and reads its log. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool, temporaryFolder } from '../../scripts/run.js';
import type { LocalVod } from '../../src/local/index.js';

/** A step that was executed. The log has a repeated step once for each time. */
export interface ExecutedStep {
  stepId: string;
  status: 'success' | 'warn' | 'error';
  /** How many times it may still be repeated; absent or 0 for the last time. */
  retriesLeft?: number;
  request: { headers: Record<string, string> };
  response: { statusCode: number; body?: unknown };
}

/** A workflow that was executed, by its name or by a step of another workflow. */
interface ExecutedWorkflow {
  executedSteps: (ExecutedStep | ExecutedWorkflow)[];
}

interface Log {
  files: Record<string, { executedWorkflows: ExecutedWorkflow[] }>;
}

/** How a run ended. */
export interface Run {
  /** The exit code. */
  code: number;
  /** What was printed. */
  output: string;
  /** The text of the log. */
  log: string;
  /** The steps of all workflows in their order, each as it was the last time. */
  steps: ExecutedStep[];
}

/**
 * Runs the workflow of one document, or of several documents in one process, against a local service. The steps are
 * in the order of the documents.
 */
export async function respect(
  local: LocalVod,
  document: string | readonly string[],
  workflow: string,
  inputs: Record<string, string>,
): Promise<Run> {
  await using folder = await temporaryFolder('respect');
  const file = join(folder.path, 'log.json');
  const servers = ['-S', `vod=${local.url}`, '-S', `iam=${local.iamUrl}`];
  const given = ['-i', JSON.stringify(inputs)];
  const { code, output } = await runTool(
    ...(['redocly', 'respect', ...[document].flat(), '-w', workflow] as const),
    ...[...servers, ...given, '--json-output', file],
  );
  const log = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`respect did not run the workflow:\n${output}`, { cause });
  });
  const { files } = JSON.parse(log) as Log;
  const steps = Object.values(files).flatMap((each) => stepsOf(each.executedWorkflows));
  return { code, output, log, steps: steps.filter(({ retriesLeft }) => !retriesLeft) };
}

function stepsOf(executed: (ExecutedStep | ExecutedWorkflow)[]): ExecutedStep[] {
  return executed.flatMap((each) =>
    'executedSteps' in each ? stepsOf(each.executedSteps) : [each],
  );
}
