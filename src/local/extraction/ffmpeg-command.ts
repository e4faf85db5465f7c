/** An FFmpeg command, and what comes of it: the interface of the two back ends. */

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

/** How a command is run. */
export interface RunOptions {
  /** Ends the command at once. */
  signal?: AbortSignal;
  /** Called now and then with the length of what is done, in seconds. It must not throw. */
  onProgress?: (secondsDone: number) => void;
}

/** What one FFmpeg command left behind. */
export interface FFmpegResult {
  /** 0 is success, and so is ffprobe's -1 in WebAssembly; anything above is not. */
  exitCode: number;
  stdout: string;
  /** The last lines of stderr. */
  log: string[];
  /** Code of the system error that a read or write ran into, e.g. `ENOSPC`. */
  fault?: string;
}

/** A back end that was found to work. */
export interface FFmpeg {
  readonly backEnd: FFmpegBackEnd;
  /**
   * Runs one command. A non-zero exit is a result, not an error. When the promise settles, nothing runs any more.
   *
   * @throws {MediaError} `ffmpeg-missing` without FFmpeg, `ffmpeg-failed` when it crashes.
   * @throws Node's own error when a file cannot be opened or FFmpeg cannot be started; the signal's reason.
   */
  readonly run: (command: FFmpegCommand, options?: RunOptions) => Promise<FFmpegResult>;
}

/** What one command may take: limits that a hostile file meets and an honest one does not. */
export const limits = {
  /** Memory in bytes; natively of its address space, libraries and stacks included. */
  memory: 2 ** 30,
  /** One block of memory, in bytes. */
  block: 2 ** 28,
  /** Open files of a native command. */
  files: 64,
  /** Seconds of the processor for a native command: it ends by itself if this process cannot end it. */
  processorSeconds: 3600,
  /** Pixels of one picture, such as a cover, that is decoded to learn about its track. */
  pixels: 2 ** 26,
  /** Kept lines of a log, and characters of each. */
  logLines: 50,
  logLine: 500,
  /** Kept characters of what a command prints, on standard output and, natively, on standard error. */
  stdout: 2 ** 22,
  stderr: 2 ** 16,
} as const;

/** What FFmpeg says last that has a meaning, for a message: without its own names and addresses. */
export function reasonOf({ log, fault }: FFmpegResult): string {
  const words = log
    .map((line) => line.replace(/^(\[[^\]]*\] )+/, '').replace(/^\/(in|out)put: /, ''))
    .filter((line) => line !== 'Conversion failed!')
    .map((line) => line.replace(/^Error initializing output stream \d+:\d+ -- /, ''))
    .map((line) => line.trim().replace(/\.$/, '').slice(0, 200))
    .findLast((line) => line !== '');
  return [words ?? 'FFmpeg gives no reason', fault].filter(Boolean).join(', ');
}
