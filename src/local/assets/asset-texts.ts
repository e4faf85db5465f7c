/** The limits of titles, descriptions and tags. They count bytes of UTF-8; JSON Schema can only count characters. */
import { invalidField, OperationError } from '../operation-error.js';
import { otherCategory } from './asset-answers.js';

/** The texts of an asset that callers write. */
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
 * @param prefix comes before the name of a field in an error, such as `upload_metadatas.0.`.
 * @throws OperationError VOD.10053 that names the field that is too long; VOD.10064 for an unknown category.
 */
export function checkTexts(texts: AssetTexts, prefix = ''): void {
  for (const field of ['title', 'video_name', 'description'] as const) {
    if (Buffer.byteLength(texts[field] ?? '') > limits[field]) throw invalidField(prefix + field);
  }
  const tags = texts.tags?.split(',') ?? [];
  const isTooLong = tags.some((tag) => Buffer.byteLength(tag) > longestTag);
  if (tags.length > mostTags || isTooLong) throw invalidField(`${prefix}tags`);
  if ((texts.category_id ?? otherCategory.category_id) !== otherCategory.category_id) {
    throw new OperationError('VOD.10064');
  }
}
