/**
 * One spelling for what the service's documents spell in several ways: samples and tables disagree about the
 * transcoding and review events, and `hight` is giving way to `height`.
 *
 * Sources: https://support.huaweicloud.com/usermanual-vod/vod_01_0048.html and vod_01_0050.html
 */
import { isObject } from './envelope.js';

type Members = Record<string, unknown>;
type Change = (value: unknown) => unknown;

/** The contract's name, and the other spellings of it. */
const payloadNames = { template_group_name: ['templateGroupName'] };
const metadataNames = {
  video_size: ['videoSize', 'size'],
  bit_rate: ['bitRate'],
  frame_rate: ['frameRate'],
  height: ['hight'],
};

/**
 * An event's payload with the contract's names added beside other spellings, which stay, and with the verdicts
 * of a review and the `play_type` of an output in upper case, as in the published samples.
 */
export function inContractSpelling(payload: Members): Members {
  return changed(withNames(payload, payloadNames), payloadChanges);
}

const metadata: Change = (value) => (isObject(value) ? withNames(value, metadataNames) : value);
const upperCase: Change = (value) => (typeof value === 'string' ? value.toUpperCase() : value);
const verdict: Change = within({ suggestion: upperCase });
const payloadChanges: Record<string, Change> = {
  meta_data: metadata,
  output: each(within({ play_type: upperCase, meta_data: metadata })),
  suggestion: upperCase,
  text: verdict,
  cover: each(verdict),
  video: each(verdict),
};

function withNames(members: Members, names: Record<string, string[]>): Members {
  const result = { ...members };
  for (const [name, spellings] of Object.entries(names)) {
    const spelling = spellings.find((other) => Object.hasOwn(members, other));
    if (spelling !== undefined && !Object.hasOwn(members, name)) result[name] = members[spelling];
  }
  return result;
}

function changed(members: Members, changes: Record<string, Change>): Members {
  const result = { ...members };
  for (const [name, change] of Object.entries(changes)) {
    if (Object.hasOwn(members, name)) result[name] = change(members[name]);
  }
  return result;
}

function within(changes: Record<string, Change>): Change {
  return (value) => (isObject(value) ? changed(value, changes) : value);
}

function each(change: Change): Change {
  return (value) => (Array.isArray(value) ? value.map(change) : value);
}
