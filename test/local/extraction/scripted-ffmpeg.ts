/** Shell scripts in place of FFmpeg's programs. */
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes a script that can be run. */
export function writeScript(file: string, script: string): Promise<void> {
  return writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** The paths of FFmpeg's programs on this machine; undefined without FFmpeg. */
export function realPrograms(): Record<'ffmpeg' | 'ffprobe', string> | undefined {
  try {
    const of = (name: string) =>
      execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    return { ffmpeg: of('ffmpeg'), ffprobe: of('ffprobe') };
  } catch {
    return undefined;
  }
}

/**
 * Writes scripts around FFmpeg's programs into a folder; questions about their version still reach the programs.
 *
 * @returns the path of ffmpeg.
 */
export async function wrapPrograms(
  folder: string,
  scripts: { ffmpeg?: string; ffprobe?: string } = {},
): Promise<string> {
  const real = realPrograms();
  await mkdir(folder, { recursive: true });
  for (const name of ['ffmpeg', 'ffprobe'] as const) {
    const passOn = `exec '${real?.[name] ?? ''}' "$@"`;
    const script = `case "$*" in *-version|*-encoders) ${passOn};; esac\n${scripts[name] ?? passOn}`;
    await writeScript(join(folder, `${name}-7`), script);
  }
  return join(folder, 'ffmpeg-7');
}

/** Scripts that act as FFmpeg, without one: each extraction ends when `release` was called. */
export interface FakeFFmpeg {
  path: string;
  release: () => Promise<void>;
}

/** Writes it into a folder. */
export async function writeFakeFFmpeg(folder: string): Promise<FakeFFmpeg> {
  const go = join(folder, 'go');
  const sound = { index: 0, codec_type: 'audio', codec_name: 'mp3', channels: 2, sample_rate: '1' };
  const probe = {
    format: { format_name: 'mp4', duration: '1' },
    streams: [{ ...sound, sample_fmt: 's16' }],
  };
  await writeScript(join(folder, 'ffprobe'), `echo '${JSON.stringify(probe)}'`);
  await writeScript(
    join(folder, 'ffmpeg'),
    `case "$*" in
      *-encoders) echo ' A..... libmp3lame '; echo ' A..... aac '; exit;;
      *framecrc*|*' -') echo 'out_time=00:00:01.000000'; exit;;
    esac
    for output; do :; done
    exec 3> "\${output#file:}"
    while [ ! -e '${go}' ]; do sleep 0.02; done
    echo sound >&3`,
  );
  return { path: join(folder, 'ffmpeg'), release: () => writeFile(go, '') };
}
