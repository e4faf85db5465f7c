/** What runs FFmpeg commands: the interface of the two back ends, and how their work ends. */

/** Why a file could not be described or extracted. With `disk-full` it is worth another attempt later. */
export type MediaErrorReason =
  | 'not-media'
  | 'no-audio-track'
  | 'too-large'
  | 'ffmpeg-failed'
  | 'disk-full'
  | 'timeout'
  | 'ffmpeg-missing';

/**
 * A file that cannot be handled, or an FFmpeg that cannot run. The message says what happened, to
 * which file (its name, never its folder) and what to do.
 *
 * @example
 * if (error instanceof MediaError && error.reason === 'no-audio-track') showSilentVideoNotice();
 */
export class MediaError extends Error {
  readonly reason: MediaErrorReason;

  constructor(reason: MediaErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MediaError';
    this.reason = reason;
  }
}

/** The two ways to run FFmpeg: as a program of this machine, and in WebAssembly on a thread. */
export type FFmpegBackEnd = 'native' | 'wasm';

/** One FFmpeg command and the two files that it sees. */
export interface FFmpegCommand {
  program: 'ffmpeg' | 'ffprobe';
  /** Refer to the files as `/input` and `/output`; no other name leads anywhere. */
  arguments: string[];
  /** File that is read as `/input`. */
  input: string;
  /** File that is written as `/output`; it must not exist yet. */
  output?: string;
}

/** What one FFmpeg command left behind. */
export interface FFmpegResult {
  /** 0 is success, and so is ffprobe's -1 in WebAssembly; anything above is not. */
  exitCode: number;
  /** Its first 4 MiB. */
  stdout: string;
  /** The last lines of stderr. */
  log: string[];
  /** Code of the system error that a read or write ran into, e.g. `ENOSPC`. */
  fault?: string;
}

/** When work ends that has not ended by itself. */
export interface Deadline {
  /** Aborted at the wish of the caller, or when the time is up. */
  signal: AbortSignal;
  /** The time that the work has as a whole, for what can outlive the one who aborts the signal. */
  timeoutMs: number;
}

/**
 * Runs one FFmpeg command. A non-zero exit is a result, not an error. When the promise settles,
 * nothing runs any more.
 *
 * @throws {MediaError} `ffmpeg-missing` without the engine, `ffmpeg-failed` when it crashes.
 * @throws Node's own error when a file cannot be opened, and the signal's reason when aborted.
 */
export type RunFFmpeg = (
  command: FFmpegCommand,
  until?: Deadline,
  onProgress?: (secondsDone: number) => void,
) => Promise<FFmpegResult>;

/** A back end that was found to work. */
export interface FFmpegEngine {
  readonly backEnd: FFmpegBackEnd;
  readonly run: RunFFmpeg;
}

/** What FFmpeg may take: limits that a hostile file meets and an honest one does not. */
export const limits = {
  /** Memory of one command, in bytes; natively of its address space, libraries and stacks included. */
  memory: 2 ** 30,
  /** One block of memory, in bytes. */
  block: 2 ** 28,
  /** Open files of one command, where the system can limit them. */
  files: 64,
  /** Pixels of one picture, such as a cover, that is decoded to learn about its track. */
  pixels: 2 ** 26,
  /** Kept lines of a log, and characters of each. */
  logLines: 50,
  logLine: 500,
  /** Kept characters of what a command prints. */
  stdout: 2 ** 22,
} as const;

/** One line of FFmpeg's log for a message: its last, without the names and addresses of its own. */
export function reasonOf({ log, fault }: FFmpegResult, line = log.at(-1)): string {
  const words = line?.replace(/^(\[[^\]]*\] )+/, '').replace(/^\/(in|out)put: /, '');
  return [words?.replace(/\.$/, '').slice(0, 200) ?? 'no reason given', fault]
    .filter(Boolean)
    .join(', ');
}

/** Node fires a longer timer at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Runs `work` with a deadline that ends it at the caller's wish or after `timeoutMs`. */
export async function withDeadline<T>(
  task: string,
  { signal, timeoutMs: wanted }: { signal?: AbortSignal | undefined; timeoutMs: number },
  work: (until: Deadline) => Promise<T>,
): Promise<T> {
  const timeoutMs = Math.min(wanted, longestTimerMs);
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  const timer = setTimeout(() => {
    const limit = `${task} took longer than ${timeoutMs / 1000} s and was stopped`;
    controller.abort(new MediaError('timeout', `${limit}. Allow more with timeoutMs.`));
  }, timeoutMs);
  try {
    signal?.throwIfAborted();
    signal?.addEventListener('abort', abort, { once: true });
    return await work({ signal: controller.signal, timeoutMs });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
