/** The type of a file, by the suffix of its name. */
import { uploadContentTypes } from '../../generated/contract.js';
import type { FileType } from '../../generated/schema.js';

/**
 * The type of a file, by the suffix of its name.
 *
 * @throws TypeError if VOD does not accept files with that suffix.
 * @example
 * fileTypeOf('holiday.MKV'); // 'MKV'
 */
export function fileTypeOf(fileName: string): FileType {
  const suffix = /\.([^.]+)$/.exec(fileName)?.[1]?.toUpperCase() ?? '';
  // The keys of uploadContentTypes are the types of files.
  if (Object.hasOwn(uploadContentTypes, suffix)) return suffix as FileType;
  throw new TypeError(
    `VOD does not accept ${JSON.stringify(fileName)} by its suffix. It accepts ${Object.keys(uploadContentTypes).join(', ')}.`,
  );
}
