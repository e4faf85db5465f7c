/** A list that a client writes with brackets is refused: ignored, a filter would let every asset through. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalVod, startLocalVod } from '../../../src/local/index.js';
import { call } from '../answers.js';

let local: LocalVod;
beforeAll(async () => {
  local = await startLocalVod();
});
afterAll(() => local.close());

describe('a query name with brackets', () => {
  it.each([
    ['listAssetList', 'asset_id[]=a'],
    ['listAssetList', 'asset_id%5B%5D=a&asset_id%5B%5D=b'],
    ['listAssetList', 'asset_id[0]=a'],
    ['showAssetMeta', 'status[]=CREATED&size=10'],
    ['listAssetTaskInfo', 'unknown[]=x'],
    ['showAssetDetail', 'asset_id=a&categories[]=base_info'],
    ['deleteAssets', 'asset_id[]=a'],
  ] as const)('is refused by %s: %s', async (operationId, query) => {
    const { status, code, text } = await call(local, operationId, { query });
    expect([status, code]).toEqual([400, 'VOD.10053']);
    expect(text).toMatch(/\w+\[0?\]/);
  });

  it('does not hide another parameter that is unknown, which is ignored', async () => {
    const { status } = await call(local, 'listAssetList', { query: 'unknown=[]' });
    expect(status).toBe(200);
  });
});
