// Lists a page of tasks, and prints the id of the asset of each.
// Run, in a package with "type": "module": npx tsx listAssetTaskInfo.ts
import { createVodClient } from 'huaweicloud-vod';

const {
  VOD_ENDPOINT: endpoint = 'https://vod.cn-north-4.myhuaweicloud.com',
  HUAWEICLOUD_SDK_PROJECT_ID: projectId = '',
  HUAWEICLOUD_SDK_AK: accessKeyId = '',
  HUAWEICLOUD_SDK_SK: secretAccessKey = '',
} = process.env;
const vod = createVodClient({ endpoint, projectId, credentials: { accessKeyId, secretAccessKey } });

// A VodApiError, which names code, text and request id, ends the program.
const { data } = await vod.GET('/v1/{project_id}/asset/tasks', {
  params: { query: { limit: 10 } },
});
// data.next_marker is the marker of the next page.
for (const task of data.results ?? []) console.log(task.asset_id);
