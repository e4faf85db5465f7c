/** The limits of what may be written about an asset. They count bytes of UTF-8, JSON Schema characters. */
import { invalidField, ServiceError } from '../http/service-error.js';
import { otherCategory } from './asset-answers.js';

/** What callers write about an asset. */
export interface AssetTexts {
  title?: string;
  video_name?: string;
  description?: string;
  tags?: string;
  category_id?: number;
}

const limits = { title: 128, video_name: 128, description: 1024 } as const;
const mostTags = 16;
const longestTag = 16;

/**
 * @param prefix what stands before the name of a field in an error, such as `upload_metadatas.0.`.
 * @throws ServiceError 400 naming the field that is too long, or 403 when there is no such category.
 */
export function checkTexts(texts: AssetTexts, prefix = ''): void {
  for (const field of ['title', 'video_name', 'description'] as const) {
    if (Buffer.byteLength(texts[field] ?? '') > limits[field]) throw invalidField(prefix + field);
  }
  const tags = texts.tags?.split(',') ?? [];
  const isTooLong = tags.some((tag) => Buffer.byteLength(tag) > longestTag);
  if (tags.length > mostTags || isTooLong) throw invalidField(`${prefix}tags`);
  if ((texts.category_id ?? otherCategory.category_id) !== otherCategory.category_id) {
    throw new ServiceError(403, 'VOD.10064');
  }
}
