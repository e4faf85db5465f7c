/**
 * One spelling of an event's members. Huawei's documents spell some of them in several ways: samples and tables
 * disagree about the transcoding and review events, and `hight` is being replaced by `height`.
 *
 * Sources: https://support.huaweicloud.com/usermanual-vod/vod_01_0048.html and vod_01_0050.html
 */
import { isObject } from './envelope.js';

type Members = Record<string, unknown>;
type Change = (value: unknown) => unknown;

/** The contract's names, each with its other spellings. */
const payloadNames = { template_group_name: ['templateGroupName'] };
const metadataNames = {
  video_size: ['videoSize', 'size'],
  bit_rate: ['bitRate'],
  frame_rate: ['frameRate'],
  height: ['hight'],
};

/**
 * Adds the contract's names to an event's payload, beside the other spellings. The `suggestion` of a review and the
 * `play_type` of an output become upper case, as in the published samples.
 */
export function inContractSpelling(payload: Members): Members {
  return changeMembers(addNames(payload, payloadNames), payloadChanges);
}

const metadata: Change = (value) => (isObject(value) ? addNames(value, metadataNames) : value);
const upperCase: Change = (value) => (typeof value === 'string' ? value.toUpperCase() : value);
const review: Change = inObject({ suggestion: upperCase });
const payloadChanges: Record<string, Change> = {
  meta_data: metadata,
  output: inArray(inObject({ play_type: upperCase, meta_data: metadata })),
  suggestion: upperCase,
  text: review,
  cover: inArray(review),
  video: inArray(review),
};

function addNames(members: Members, names: Record<string, string[]>): Members {
  const result = { ...members };
  for (const [name, spellings] of Object.entries(names)) {
    const spelling = spellings.find((other) => Object.hasOwn(members, other));
    if (spelling !== undefined && !Object.hasOwn(members, name)) result[name] = members[spelling];
  }
  return result;
}

function changeMembers(members: Members, changes: Record<string, Change>): Members {
  const result = { ...members };
  for (const [name, change] of Object.entries(changes)) {
    if (Object.hasOwn(members, name)) result[name] = change(members[name]);
  }
  return result;
}

function inObject(changes: Record<string, Change>): Change {
  return (value) => (isObject(value) ? changeMembers(value, changes) : value);
}

function inArray(change: Change): Change {
  return (value) => (Array.isArray(value) ? value.map(change) : value);
}
