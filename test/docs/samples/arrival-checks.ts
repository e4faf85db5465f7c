/** The checks of the samples that bring a video in by another way than one PUT. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clientOf, detailsOf } from '../../local/service.js';
import { SAMPLE } from '../../make-media.js';
import { anyId, type Check, type SampleRuns } from './sample-runs.js';

/** The checks. */
export function arrivalChecks(samples: SampleRuns): Check[] {
  return [
    {
      name: 'uploadMetaDataByUrl prints the id of the asset, whose file then arrives',
      run: async () => {
        const video = await readFile(SAMPLE);
        const server = createServer((_request, response) => response.end(video));
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        try {
          const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
          const given = { VIDEO_URL: `http://127.0.0.1:${port}/sample.mp4` };
          const id = await samples.line('uploadMetaDataByUrl', given);
          const state = await samples.stateAfter(/^CREATING$/, 'showAssetMeta', { ASSET_ID: id });
          assert.equal(state, 'PUBLISHED');
          const { base_info: info } = await detailsOf(clientOf(samples.local), id);
          const file = await fetch(info?.video_url ?? '');
          assert.deepEqual(Buffer.from(await file.arrayBuffer()), video);
        } finally {
          server.close();
          server.closeAllConnections();
        }
      },
    },
    {
      name: 'uploadMetaDataByUrl shows the error of a file that is not taken on',
      run: () => {
        const given = { VIDEO_URL: 'http://media.example.com/sample.mp4' };
        return samples.refusal('uploadMetaDataByUrl', given, 'VOD.10121', /media\.example\.com/);
      },
    },
    {
      name: 'showAssetTempAuthority starts a multipart upload and prints its id',
      run: async () => {
        const vod = clientOf(samples.local);
        const { data } = await vod.POST('/v1.0/{project_id}/asset', {
          body: { title: 'Large', video_name: 'large.mp4', video_type: 'MP4' },
        });
        const { bucket = '', object = '' } = data.target ?? {};
        const given = { OBS_BUCKET: bucket, OBS_OBJECT: object };
        const uploadId = await samples.line('showAssetTempAuthority', given);
        assert.match(uploadId, anyId);
        const query = {
          http_verb: 'GET',
          bucket,
          object_key: object,
          upload_id: uploadId,
        } as const;
        const list = await vod.GET('/v1.1/{project_id}/asset/authority', { params: { query } });
        assert.equal((await fetch(list.data.sign_str)).status, 200);
      },
    },
    {
      name: 'publishAssetFromObs sends what the contract asks for, and shows that it is not offered',
      run: () => {
        const given = { OBS_BUCKET: 'my-media', OBS_OBJECT: 'originals/sample.mp4' };
        return samples.refusal('publishAssetFromObs', given, 'LOCAL.501', /does not offer/);
      },
    },
  ];
}
