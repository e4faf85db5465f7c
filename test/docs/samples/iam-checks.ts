/** The checks of the samples of IAM. */
import assert from 'node:assert/strict';
import type { Check, SampleRuns } from './sample-runs.js';

/** The checks. */
export function iamChecks(samples: SampleRuns): Check[] {
  return [
    {
      name: 'keystoneCreateUserTokenByPassword prints a token that VOD takes, and nothing else',
      run: async () => {
        const token = await samples.line('keystoneCreateUserTokenByPassword');
        const { url, projectId } = samples.local;
        const headers = { 'X-Auth-Token': token };
        const answer = await fetch(`${url}/v1.0/${projectId}/asset/list`, { headers });
        assert.equal(answer.status, 200);
      },
    },
    {
      name: 'keystoneCreateUserTokenByPassword sends a password as it is',
      run: () => {
        const given = { IAM_PASSWORD: String.raw`"wrong" \ & $HOME` };
        const [operation, text] = [
          'keystoneCreateUserTokenByPassword',
          /password is wrong/,
        ] as const;
        return samples.refusal(operation, given, '401', text); // 400 when it breaks the JSON.
      },
    },
    {
      name: 'keystoneListProjects prints the id of the project',
      run: async () => {
        assert.equal(await samples.line('keystoneListProjects'), samples.local.projectId);
      },
    },
    {
      name: 'keystoneListProjects fails when there is no such project',
      run: async () => {
        const { exitCode, stdout } = await samples.run('keystoneListProjects', {
          PROJECT_NAME: 'ap-southeast-1 & more',
        });
        assert.notEqual(exitCode, 0);
        assert.equal(stdout, '');
      },
    },
  ];
}
