/** Files that point elsewhere: to another host, to this machine, to its files. */
import { readFile } from 'node:fs/promises';
import type { mediaIn } from '../../make-media.js';
import { box, element, matroska, number, replaceBoxes } from '../../media-bytes.js';
import { type HostileFile, noMedia, success } from './hostile-files.js';

/** What hostile files try to reach. */
export interface Lures {
  /** An address of this machine, without a path. */
  origin: string;
  /** The path of a text file. */
  text: string;
  /** The name of a video in the folder of the service's files, from which audio would be extracted instead. */
  video: string;
}

/** An address that documents may name, and that leads nowhere (RFC 5737). */
const far = 'http://192.0.2.1';

/** Makes them; `media` makes what they are made from. */
export async function pointingFiles(
  media: ReturnType<typeof mediaIn>,
  { origin, text, video }: Lures,
): Promise<HostileFile[]> {
  const { port } = new URL(origin);
  const mov = await readFile(
    await media('ref.mov', '-t', '1', '-vn', '-c:a', 'pcm_s16be', '-f', 'mov'),
  );
  const hls = (...lines: string[]) =>
    ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:2', ...lines, ''].join('\n');
  const segment = (url: string) => `#EXTINF:2,\n${url}`;
  const end = '#EXT-X-ENDLIST';
  const key = `#EXT-X-KEY:METHOD=AES-128,URI="${origin}/key"\n#EXT-X-MAP:URI="${text}"`;
  const concat = (...files: string[]) =>
    ['ffconcat version 1.0', ...files.map((each) => `file '${each}'`), ''].join('\n');
  const dash = `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"
    mediaPresentationDuration="PT2S" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period>
    <AdaptationSet mimeType="audio/mp4"><Representation id="a" bandwidth="1"><BaseURL>${origin}/dash.mp4
    </BaseURL></Representation></AdaptationSet></Period></MPD>`;
  const session = `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio ${port} RTP/AVP 0\n`;
  const reference = box('rdrf', number(0), 'url ', number(origin.length + 1), `${origin}\0`);
  const elsewhere = (entry: Buffer) =>
    replaceBoxes(mov, 'dref', box('dref', number(0), number(1), entry));
  const attachment = element(
    '61a7',
    element('466e', `../../../..${text}`),
    element('4660', 'font/ttf'),
    element('465c', `Dialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,{\\fn${text}}hello`),
    element('46ae', number(9, 1)),
  );
  return [
    ['playlist to another host', noMedia, hls(segment(`${far}/a.ts`), end)],
    ['playlist to this host', noMedia, hls(segment(`${origin}/hls.ts`), end)],
    ['playlist without end', noMedia, hls(segment(`${origin}/live.ts`), segment(video))],
    ['playlist to a file', noMedia, hls(segment(`file://${text}`), segment(text), end)],
    ['playlist with a key', noMedia, hls(key, segment(`concat:${video}|${text}`), end)],
    ['list of files to a file', noMedia, concat(text, `file:${text}`, '/etc/passwd')],
    ['list of files to a video beside it', noMedia, concat(video)],
    ['list of files to addresses', noMedia, concat(`${origin}/a`, far, `tcp://127.0.0.1:${port}`)],
    ['DASH', noMedia, dash],
    ['session description', noMedia, session],
    ['movie at an address', noMedia, box('moov', box('rmra', box('rmda', reference)))],
    ['track in another file', ['not-media', 'ffmpeg-failed'], elsewhere(alias(video))],
    [
      'track at an address',
      ['success', 'not-media', 'ffmpeg-failed'],
      elsewhere(box('url ', number(0), `${origin}/dref\0`)),
    ],
    ['attachment', success, matroska({ extras: [element('1941a469', attachment)] })],
  ];
}

/** An alias record of the Macintosh, to a file in the same folder. */
function alias(name: string): Buffer {
  const text = (value: string, length: number) =>
    Buffer.concat([number(value.length, 1), Buffer.from(value.padEnd(length, '\0'))]);
  const path = `Disk:${name}`;
  return box(
    'alis',
    ...[number(0), new Uint8Array(10), text('Disk', 27), new Uint8Array(12), text(name, 63)],
    ...[new Uint8Array(16), number(1, 2), number(1, 2), new Uint8Array(16)],
    ...[number(2, 2), number(path.length, 2), path.padEnd(path.length + (path.length % 2), '\0')],
    ...[number(0xffff, 2), number(0, 2)],
  );
}
