/**
 * One spelling of an event's members. Huawei's documents spell some of them in several ways: samples and tables
 * disagree about the transcoding and review events, and `hight` is being replaced by `height`.
 *
 * Sources: https://support.huaweicloud.com/usermanual-vod/vod_01_0048.html and vod_01_0050.html
 */
import { isObject } from './envelope.js';

/** The contract's names, each with its other spellings. */
const payloadNames = { templateGroupName: ['template_group_name'] };
const outputNames = {
  videoSize: ['video_size', 'size'],
  bitRate: ['bit_rate'],
  frameRate: ['frame_rate'],
  hight: ['height'],
};
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
 * other spellings, in `meta_data` those of metadata, which are others for the outputs of a transcoding.
 */
export function inContractSpelling(name: string, value: unknown, isOutput = false): unknown {
  if (Array.isArray(value)) return value.map((item) => inContractSpelling(name, item, isOutput));
  if (typeof value === 'string' && upperCaseNames.includes(name)) return value.toUpperCase();
  if (!isObject(value)) return value;
  const metadata = isOutput ? outputNames : metadataNames;
  const names = name === 'meta_data' ? metadata : payloadNames;
  const added = Object.entries(names).flatMap(([ours, spellings]) => {
    const spelling = spellings.find((other) => Object.hasOwn(value, other));
    return spelling === undefined ? [] : [[ours, value[spelling]] as const];
  });
  const members = Object.entries(value).map(
    ([key, member]) => [key, inContractSpelling(key, member, name === 'output')] as const,
  );
  // A member that has the contract's name already wins.
  return Object.fromEntries([...added, ...members]);
}
