/** Reads lists that come in pages to their end. */
import type { AssetInfo, AssetSummary, AssetTask } from '../../generated/schema.js';
import type { VodClient, VodPaths } from './client.js';
import { VodAnswerError } from './errors.js';

/** What the rows of the lists are. */
export interface ListRows {
  '/v1.0/{project_id}/asset/list': AssetSummary;
  '/v1.0/{project_id}/asset/info': AssetInfo;
  '/v1/{project_id}/asset/tasks': AssetTask;
}

/** The filter of a list: its operation's query without what `listAll` itself asks for. */
export type ListFilter<P extends keyof ListRows> = Omit<
  NonNullable<VodPaths[P]['get']['parameters']['query']>,
  'page' | 'size' | 'marker' | 'limit'
>;

/** The most that a page may have. */
const rowsPerPage = 100;
/** VOD neither shows nor counts more assets: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html */
const mostAssets = 20_000;

/**
 * The rows of all pages; each page is asked for when it is needed. What is created or deleted meanwhile may
 * move a row to another page, so that it comes twice or not at all.
 *
 * @throws what the call throws; VodAnswerError after 20,000 assets, because VOD shows no others.
 * @example
 * for await (const asset of listAll(vod, '/v1.0/{project_id}/asset/list', { media_type: ['MP3'] })) {
 *   console.log(asset.asset_id, asset.title);
 * }
 */
export async function* listAll<P extends keyof ListRows>(
  vod: VodClient,
  path: P,
  filter?: ListFilter<P>,
  options: { signal?: AbortSignal } = {},
): AsyncGenerator<ListRows[P], void, undefined> {
  const byMarker = path === '/v1/{project_id}/asset/tasks';
  // The compiler cannot see that the query fits each of the three paths; types.test-d.ts holds the filters.
  const list = vod.GET as unknown as (path: P, init: object) => Promise<AnyAnswer>;
  let marker: string | undefined;
  for (let page = 0; ; page += 1) {
    const at = byMarker
      ? { limit: rowsPerPage, ...(marker && { marker }) }
      : { size: rowsPerPage, page };
    const { data: answer, response } = await list(path, {
      params: { query: { ...filter, ...at } },
      ...options,
    });
    const rows = answer.assets ?? answer.asset_info_array ?? answer.results ?? [];
    yield* rows as ListRows[P][]; // Each of the three lists has its own member.
    const shown = (page + 1) * rowsPerPage;
    const last = byMarker ? !answer.next_marker : shown >= (answer.total ?? Infinity);
    // An empty page ends the list whatever is said, so that a wrong total cannot keep it going for ever.
    if (rows.length === 0 || (last && shown < mostAssets)) return;
    if (!byMarker && shown >= mostAssets) {
      throw new VodAnswerError(
        `GET ${path} shows no more than ${mostAssets} assets, and there may be others: ` +
          'list them piece by piece, by start_time and end_time.',
        { operation: `GET ${path}`, response },
      );
    }
    marker = answer.next_marker;
  }
}

/** What the three lists answer, taken together. */
interface AnyAnswer {
  data: {
    assets?: unknown[];
    asset_info_array?: unknown[];
    results?: unknown[];
    total?: number;
    next_marker?: string;
  };
  response: Response;
}
