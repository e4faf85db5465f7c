/** The events that can be ticked: which are sent, once for what happened, and as the contract has them. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../../src/local/index.js';
import { SAMPLE } from '../../make-media.js';
import { call } from '../answers.js';
import { detailsOf, extract, infoOf, patient, upload } from '../assets/uploaded.js';

async function start(options: LocalVodOptions): Promise<LocalVod> {
  const local = await startLocalVod(options);
  onTestFinished(() => local.close());
  return local;
}

const statusOf = async (local: LocalVod, id: string) => (await infoOf(local, id))?.status;

const contract = JSON.parse(
  await readFile(new URL('../../../generated/openapi.json', import.meta.url), 'utf8'),
) as object;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ ...contract, $id: 'contract' });
const isEvent = ajv.compile({ $ref: 'contract#/components/schemas/VodEvent' });

const common = { play_type: 0, pack_type: 'MP4' };
const unknown = { codec: 'UNKNOWN', duration: 0, width: 0, hight: 0, bit_rate: 0, frame_rate: 0 };

/** Does all that a service tells of, and returns what it told. */
async function tell(eventTypes: LocalVodOptions['eventTypes']) {
  const local = await start({ ...(eventTypes && { eventTypes }) });
  const ids = { video: await upload(local, { title: 'Ode' }), audio: '', pulled: '', lost: '' };
  const { body: details } = await detailsOf(local, ids.video);
  const url = details.base_info?.video_url ?? '';
  const files = [url, `${local.url}/no-such-file.mp4`].map((each) => ({
    ...{ video_type: 'MP4', title: 'Ode', url: each },
  }));
  const { body } = await call(local, 'uploadMetaDataByUrl', {
    body: { upload_metadatas: files },
  });
  [ids.pulled = '', ids.lost = ''] = (body.upload_assets ?? []).map((row) => row.asset_id ?? '');
  await vi.waitUntil(async () => {
    const states = [await statusOf(local, ids.pulled), await statusOf(local, ids.lost)];
    return !states.includes('CREATING');
  }, patient);
  const text = await upload(local, { title: 'Notes', video_name: 'notes.mp4' }, 'no video');
  for (const id of [ids.video, ids.pulled]) {
    await vi.waitUntil(async () => (await infoOf(local, id))?.base_info?.meta_data, patient);
  }
  ids.audio = await extract(local, ids.video);
  return { local, text, url, ...ids };
}

it('are the ends of extractions, when none are ticked', async () => {
  const { local, audio } = await tell(undefined);
  expect(local.events).toMatchObject([{ audio_extract_info: { asset_id: audio } }]);
});

it('may be none', async () => {
  expect((await tell([])).local.events).toEqual([]);
});

it('createComplete tells of files that were confirmed, fetched, or could not be', async () => {
  const { local, video, pulled, lost, text, url } = await tell(['createComplete']);
  await vi.waitUntil(() => local.events.length >= 4, patient);
  const success = (id: string, title: string, address: unknown) => ({
    event_type: 'createComplete',
    create_info: {
      ...{ status: 'SUCCEED', title, url: address, asset_id: id },
      meta_data: { ...common, ...unknown, video_size: 0 },
    },
  });
  const failure = {
    ...{ status: 'FAILED', asset_id: lost, error_code: 'VOD.10121' },
    error_msg: expect.stringMatching(/^The file could not be fetched: .*404/),
  };
  const expected = [
    success(video, 'Ode', url),
    success(pulled, 'Ode', expect.stringContaining(pulled)),
    success(text, 'Notes', expect.stringContaining(text)),
    { event_type: 'createComplete', create_info: failure },
  ];
  expect(local.events).toHaveLength(4);
  expect(local.events).toEqual(expect.arrayContaining(expected));
  for (const event of local.events) expect(isEvent(event), JSON.stringify(event)).toBe(true);
});

it('parseComplete tells what a file holds, or that it holds no media', async () => {
  const { local, video, pulled, text, url } = await tell(['parseComplete']);
  await vi.waitUntil(() => local.events.length >= 3, patient);
  const media = {
    ...{ ...common, codec: 'H.264', duration: 11, width: 640, hight: 360, frame_rate: 20 },
    ...{ video_size: (await readFile(SAMPLE)).length, bit_rate: expect.closeTo(188, -1) },
    ...{ audio_codec: 'AAC', audio_channels: 2, sample: 44_100 },
    audio_bit_rate: expect.any(Number),
  };
  const success = (id: string, address: unknown) => ({
    event_type: 'parseComplete',
    parse_info: { status: 'SUCCEED', asset_id: id, meta_data: media, original_url: address },
  });
  const failure = {
    ...{ status: 'FAILED', asset_id: text, error_code: 'VOD.10063' },
    error_msg: expect.stringContaining('notes.mp4'),
  };
  const expected = [
    success(video, url),
    success(pulled, expect.stringContaining(pulled)),
    { event_type: 'parseComplete', parse_info: failure },
  ];
  expect(local.events).toHaveLength(3);
  expect(local.events).toEqual(expect.arrayContaining(expected));
  for (const event of local.events) expect(isEvent(event), JSON.stringify(event)).toBe(true);
});

it('of a file without media come once, and not at each start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'events-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const options = { folder, concurrency: 1, eventTypes: ['parseComplete'] } as const;
  const first = await startLocalVod(options);
  await upload(first, {}, 'no video');
  await vi.waitUntil(() => first.events.length === 1, patient);
  await first.close();
  const second = await start(options);
  const video = await upload(second);
  await vi.waitUntil(() => second.events.length > 0, patient);
  expect(second.events).toMatchObject([{ parse_info: { asset_id: video } }]);
});

it('of which there is none here cannot be ticked', async () => {
  const options = { eventTypes: ['coverComplete'] } as unknown as LocalVodOptions; // As JavaScript lets pass.
  await expect(startLocalVod(options)).rejects.toThrow(/createComplete.+coverComplete/);
});
