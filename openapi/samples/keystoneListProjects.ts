// Finds the project of a region, and prints its id.
// Run, in a package with "type": "module": npx tsx keystoneListProjects.ts
import { type paths, signRequest } from 'huaweicloud-vod';

const {
  IAM_ENDPOINT: endpoint = 'https://iam.cn-north-4.myhuaweicloud.com',
  HUAWEICLOUD_SDK_AK: accessKeyId = '',
  HUAWEICLOUD_SDK_SK: secretAccessKey = '',
  PROJECT_NAME: name = 'cn-north-4', // A region's own project is called as the region.
} = process.env;

const request = new Request(`${endpoint}/v3/projects?${new URLSearchParams({ name })}`, {
  redirect: 'error', // A redirect would carry the signature to wherever it points.
});
const response = await fetch(await signRequest(request, { accessKeyId, secretAccessKey }));
if (!response.ok) {
  const requestId = response.headers.get('X-IAM-Trace-Id');
  throw new Error(`${response.status} ${await response.text()} (request id ${requestId})`);
}
const { projects } = (await response.json()) as Answer;
const [project, ...others] = projects;
if (!project || others.length > 0) {
  throw new Error("There is not one project: open the region's console once.");
}
console.log(project.id);

type Answer = paths['/v3/projects']['get']['responses'][200]['content']['application/json'];
