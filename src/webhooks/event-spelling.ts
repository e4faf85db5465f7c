/**
 * One spelling of an event's members. Huawei's documents spell some of them in several ways: samples and tables
 * disagree about the transcoding and review events, and `hight` is being replaced by `height`.
 *
 * Sources: https://support.huaweicloud.com/usermanual-vod/vod_01_0048.html and vod_01_0050.html
 */
import { isObject } from './envelope.js';

/** The contract's names, each with its other spellings. */
const payloadNames = { template_group_name: ['templateGroupName'] };
const metadataNames = {
  video_size: ['videoSize', 'size'],
  bit_rate: ['bitRate'],
  frame_rate: ['frameRate'],
  height: ['hight'],
};
/** The members whose values the published samples have in upper case. */
const upperCaseNames = ['suggestion', 'play_type'];

/**
 * The value of a member, such as the payload of an event, in the contract's spelling: its names are added beside the
 * other spellings, in `meta_data` those of metadata.
 */
export function inContractSpelling(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => inContractSpelling(name, item));
  if (typeof value === 'string' && upperCaseNames.includes(name)) return value.toUpperCase();
  if (!isObject(value)) return value;
  const names = Object.entries(name === 'meta_data' ? metadataNames : payloadNames);
  const added = names.flatMap(([ours, spellings]) => {
    const spelling = spellings.find((other) => Object.hasOwn(value, other));
    return spelling === undefined ? [] : [[ours, value[spelling]] as const];
  });
  const members = Object.entries(value).map(
    ([key, member]) => [key, inContractSpelling(key, member)] as const,
  );
  // A member that has the contract's name already wins.
  return Object.fromEntries([...added, ...members]);
}
