/** Which events are sent, and that they fit the contract. */
import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, vi } from 'vitest';
import { type LocalVod, type LocalVodOptions, startLocalVod } from '../../../src/local/index.js';
import { SAMPLE } from '../../make-media.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { call } from '../answers.js';
import { detailsOf, extract, infoOf, patient, upload } from '../assets/uploaded.js';
import { startWith } from './failing-jobs.js';

const contract = JSON.parse(
  await readFile(new URL('../../../generated/openapi.json', import.meta.url), 'utf8'),
) as object;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ ...contract, $id: 'contract' });
const isEvent = ajv.compile({ $ref: 'contract#/components/schemas/VodEvent' });

const common = { play_type: 0, pack_type: 'MP4' };
const unknown = { codec: 'UNKNOWN', duration: 0, width: 0, hight: 0, bit_rate: 0, frame_rate: 0 };

/** Does everything of which the service sends events. */
async function doEverything(eventTypes: LocalVodOptions['eventTypes']) {
  const local = await startWith({ ...(eventTypes && { eventTypes }) });
  const video = await upload(local, { title: 'Ode' });
  const url = (await detailsOf(local, video)).body.base_info?.video_url ?? '';
  const files = [url, `${local.url}/no-such-file.mp4`].map((each) => ({
    ...{ video_type: 'MP4', title: 'Ode', url: each },
  }));
  const told = await call(local, 'uploadMetaDataByUrl', { body: { upload_metadatas: files } });
  const [pulled = '', lost = ''] = (told.body.upload_assets ?? []).map((row) => row.asset_id ?? '');
  for (const id of [pulled, lost]) {
    await vi.waitUntil(async () => (await infoOf(local, id))?.status !== 'CREATING', patient);
  }
  const text = await upload(local, { title: 'Notes', video_name: 'notes.mp4' }, 'no video');
  for (const id of [video, pulled]) {
    await vi.waitUntil(async () => (await infoOf(local, id))?.base_info?.meta_data, patient);
  }
  return { local, text, url, video, pulled, lost, audio: await extract(local, video) };
}

/** Waits for the events, which come in any order. */
async function expectEvents(local: LocalVod, expected: object[]): Promise<void> {
  await vi.waitUntil(() => local.events.length >= expected.length, patient);
  expect(local.events).toHaveLength(expected.length);
  expect(local.events).toEqual(expect.arrayContaining(expected));
  for (const event of local.events) expect(isEvent(event), JSON.stringify(event)).toBe(true);
}

describe('the events', () => {
  it('are the ends of extractions by default, and are seen without a receiver', async () => {
    const { local, audio } = await doEverything(undefined);
    expect(local.events).toMatchObject([{ audio_extract_info: { asset_id: audio } }]);
    expect(local.undelivered).toEqual([]);
  });

  it('are none with an empty list', async () => {
    expect((await doEverything([])).local.events).toEqual([]);
  });

  it('have createComplete for files that were confirmed, fetched, or not to be fetched', async () => {
    const { local, video, pulled, lost, text, url } = await doEverything(['createComplete']);
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
    await expectEvents(local, [
      success(video, 'Ode', url),
      success(pulled, 'Ode', expect.stringContaining(pulled)),
      success(text, 'Notes', expect.stringContaining(text)),
      { event_type: 'createComplete', create_info: failure },
    ]);
  });

  it('have parseComplete for files that were read, or hold no media', async () => {
    const { local, video, pulled, text, url } = await doEverything(['parseComplete']);
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
    await expectEvents(local, [
      success(video, url),
      success(pulled, expect.stringContaining(pulled)),
      { event_type: 'parseComplete', parse_info: failure },
    ]);
  });

  it('have one parseComplete of a file without media, and not one at each start', async () => {
    const folder = await temporaryFolder();
    const options = { folder, concurrency: 1, eventTypes: ['parseComplete'] } as const;
    const first = await startWith(options);
    await upload(first, {}, 'no video');
    await vi.waitUntil(() => first.events.length === 1, patient);
    await first.close();
    const second = await startWith(options);
    const video = await upload(second);
    await vi.waitUntil(() => second.events.length > 0, patient);
    expect(second.events).toMatchObject([{ parse_info: { asset_id: video } }]);
  });

  it('cannot have a type that the service does not send', async () => {
    const options = { eventTypes: ['coverComplete'] } as unknown as LocalVodOptions; // As in JavaScript.
    await expect(startLocalVod(options)).rejects.toThrow(/createComplete.+coverComplete/);
  });
});
