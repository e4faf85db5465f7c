/** Extracts audio from files one after the other, in a process that can be watched. */
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { extractAudioTrack } from '../../../src/local/extraction/extract-audio-track.js';
import type { FFmpegBackEnd } from '../../../src/local/extraction/ffmpeg-command.js';
import { MediaError } from '../../../src/local/extraction/media-error.js';
import type { HostileEnd } from './hostile-files.js';

/** What the process is to do, as its argument. */
export interface HostilePlan {
  /** Where the files are; the audio gets the name of its file with `.mp3`. */
  folder: string;
  backEnd: FFmpegBackEnd;
  /** The names of the files. */
  names: string[];
  /** How the names begin that mark where a file begins. */
  partName: string;
}

const plan = JSON.parse(process.argv[2] ?? '') as HostilePlan; // From the test, which has this type.
const { folder, backEnd, names, partName } = plan;

/** There is no such file: the attempt to open it marks a place in the log of what this process does. */
function beginPart(name: string): void {
  try {
    openSync(`${partName}${name}`, 'r');
  } catch {
    return;
  }
  throw new Error('There is a file of that name.');
}

async function extract(name: string): Promise<HostileEnd> {
  const source = join(folder, name);
  try {
    await extractAudioTrack(source, `${source}.mp3`, 'MP3', {
      ffmpeg: { backEnd },
      timeoutMs: 60_000,
    });
    return 'success';
  } catch (error) {
    if (error instanceof MediaError) return error.reason;
    throw error;
  }
}

const ends: HostileEnd[] = [];
for (const name of names) {
  beginPart(name);
  ends.push(await extract(name));
}
beginPart('nothing more');
console.log(JSON.stringify(ends));
