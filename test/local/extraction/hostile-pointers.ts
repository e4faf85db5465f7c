/** Files that point elsewhere: to another host, to this machine, to its files. */
import type { mediaIn } from '../../make-media.js';
import { readFile } from 'node:fs/promises';
import { box, element, matroska, number, replaceBoxes } from '../../media-bytes.js';
import { type Ending, file, type HostileFile, rare } from './hostile-files.js';

/** What hostile files try to reach. */
export interface Lures {
  /** An address of this machine that nobody should call, without a path. */
  origin: string;
  /** The path of a file that nobody should read. */
  text: string;
  /** The name of a video, in the folder of the service's files, that would be extracted instead. */
  video: string;
}

/** A host that documents may name, and that does not exist (RFC 5737). */
const farHost = '192.0.2.1';

/** Makes them; `media` makes what they are made from. */
export async function pointingFiles(
  media: ReturnType<typeof mediaIn>,
  { origin, text, video }: Lures,
): Promise<HostileFile[]> {
  const refused: Ending = 'VOD.10063';
  const far = `http://${farHost}`;
  const { port } = new URL(origin);
  const mov = await readFile(
    await media('ref.mov', '-t', '1', '-vn', '-c:a', 'pcm_s16be', '-f', 'mov'),
  );
  const hls = (...segments: string[]) =>
    ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:2', ...segments, ''].join('\n');
  const segment = (url: string) => `#EXTINF:2,\n${url}`;
  const concat = (...files: string[]) =>
    ['ffconcat version 1.0', ...files.map((each) => `file '${each}'`), ''].join('\n');
  const dash = `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT2S"
    profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period><AdaptationSet mimeType="audio/mp4"><Representation id="a"
    bandwidth="1"><BaseURL>${origin}/dash.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>`;
  const subtitles = `[Script Info]\n[Events]\nDialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,{\\fn${text}}hello`;
  const attachment = element(
    '1941a469',
    element(
      '61a7',
      ...[
        element('466e', `../../../..${text}`),
        element('4660', 'font/ttf'),
        element('465c', subtitles),
        element('46ae', number(9, 1)),
      ],
    ),
  );
  return [
    file('playlist to another host', refused, hls(segment(`${far}/a.ts`), '#EXT-X-ENDLIST')),
    file(
      'playlist to this host',
      refused,
      hls(segment(`${origin}/hls.ts`), '#EXT-X-ENDLIST'),
      'TS',
    ),
    file('playlist without end', refused, hls(segment(`${origin}/live.ts`), segment(video))),
    file(
      'playlist to a file',
      refused,
      hls(segment(`file://${text}`), segment(text), '#EXT-X-ENDLIST'),
    ),
    rare('playlist to a video beside it', refused, hls(segment(video), '#EXT-X-ENDLIST'), 'TS'),
    rare(
      'playlist with a key elsewhere',
      refused,
      hls(
        `#EXT-X-KEY:METHOD=AES-128,URI="${origin}/key"`,
        `#EXT-X-MAP:URI="${text}"`,
        segment(`concat:${video}|${text}`),
        '#EXT-X-ENDLIST',
      ),
    ),
    rare(
      'playlist of playlists',
      refused,
      hls(`#EXT-X-STREAM-INF:BANDWIDTH=1\n${origin}/variant.m3u8`),
    ),
    rare(
      'playlist after a real beginning',
      refused,
      `${hls(segment(`subfile,,start,0,end,99,,:${text}`))}${mov.toString('latin1')}`,
    ),
    file('list of files to a file', refused, concat(text, `file:${text}`, '/etc/passwd')),
    rare('list of files to a video beside it', refused, concat(video)),
    file(
      'list of files to addresses',
      refused,
      concat(`${origin}/concat.mp4`, `${far}/a.mp4`, `tcp://127.0.0.1:${port}`),
    ),
    rare('list of addresses', refused, `#EXTM3U\n${origin}/plain.mp3\n${far}/a.mp3\n`),
    file('DASH', refused, dash),
    rare(
      'session description',
      refused,
      `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio ${port} RTP/AVP 0\n`,
    ),
    rare(
      'stream redirection',
      refused,
      `[Reference]\nRef1=${origin}/asf\nRef2=mms://${farHost}/a\n`,
      'ASF',
    ),
    rare(
      'vector graphics',
      refused,
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><image x:href="file://${text}"/><image x:href="${origin}/svg.png"/></svg>`,
    ),
    rare(
      'movie that refers to another',
      refused,
      box(
        'moov',
        box(
          'rmra',
          box('rmda', box('rdrf', number(0), 'url ', number(origin.length + 1), `${origin}\0`)),
        ),
      ),
    ),
    file(
      'track that is in another file',
      ['VOD.10063', 'VOD.10092'],
      replaceBoxes(mov, 'dref', box('dref', number(0), number(1), alias(video))),
      'MOV',
    ),
    rare(
      'track that is at an address',
      ['SUCCEED', 'VOD.10063', 'VOD.10092'],
      replaceBoxes(
        mov,
        'dref',
        box('dref', number(0), number(1), box('url ', number(0), `${origin}/dref\0`)),
      ),
      'MOV',
    ),
    file('attachments that lead away', 'SUCCEED', matroska({ extras: [attachment] }), 'MKV'),
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
