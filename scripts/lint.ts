/** `npm run lint`: every check that reads and does not run the code. Prints what fails; nothing may warn. */
import { runTool } from './run.js';

const checks: [name: string, tool: string, ...args: string[]][] = [
  ['Contract and workflows, by Redocly', 'redocly', 'lint', '--max-problems=100'],
  [
    'Contract, by Spectral',
    ...([
      'spectral',
      'lint',
      'generated/openapi.json',
      '-r',
      '.spectral.mjs',
      '-F',
      'hint',
    ] as const),
  ],
  ['Types, by TypeScript', 'tsc', '--noEmit'],
  ['Code, by ESLint', 'eslint', '.', '--max-warnings=0'],
  ['Format, by Prettier', 'prettier', '--check', '--log-level=warn', '.'],
  ['Unused files, exports and dependencies, by knip', 'knip'],
];

for (const [name, tool, ...args] of checks) {
  const { code, output } = await runTool(tool, ...args);
  console.log(`${code === 0 ? '✔' : '✖'} ${name}`);
  if (code !== 0) {
    console.log(output);
    process.exitCode = 1;
  }
}
