import { randomInt } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeMedia } from '../../make-media.js';
import { temporaryFolder } from '../../temporary-folder.js';
import {
  webhookKey,
  type WebhookRecorder,
  readWebhook,
  recordWebhooks,
} from '../delivery/webhook-recorder.js';
import { checkVideo, type Job, Ledger, listAll, type Row } from './durable-ledger.js';
import { bundleService, CutOffError, type Service, ServiceProcess } from './durable-process.js';

/** The number of kills. */
const rounds = Number(process.env['VOD_KILLS'] ?? 30);
/** Most rounds end before an extraction does, some after it. On a slow machine they are longer. */
const roundMs = (round: number, startMs: number) =>
  round % 5 === 0 ? Math.max(450, 4 * startMs) : Math.max(130, 1.2 * startMs);
/** Some rounds end during the start, while the service recovers from the kill before. */
const isCutShort = (round: number) => round % 4 === 3;

const folder = await temporaryFolder(afterAll);
const media = join(folder, 'media');
let script = '';
let recorder: WebhookRecorder;
let video: Uint8Array<ArrayBuffer>;
const junk = new TextEncoder().encode('no video at all');
/** The extraction of an empty file ends as soon as it begins. */
const nothing = new Uint8Array();
const ledger = new Ledger();
beforeAll(async () => {
  script = await bundleService(join(folder, 'service'));
  const tune = ['-t', '0.5', '-map', '0:a', '-c', 'copy', '-f', 'mp4'];
  video = new Uint8Array(await readFile(await makeMedia(join(folder, 'video.mp4'), ...tune)));
  const refused = new Set<string>();
  recorder = await recordWebhooks((response, number) => {
    const { asset_id: id, status } = readWebhook(recorder.webhooks[number] ?? failure());
    // Each webhook has to come twice: in between, only the store knows of the event.
    if (refused.has(id)) ledger.ends.set(id, [...(ledger.ends.get(id) ?? []), status]);
    response.writeHead(refused.has(id) ? 200 : 500).end();
    refused.add(id);
  });
});
afterAll(() => recorder.close());

function failure(): never {
  throw new Error('The webhook that is answered was not recorded.');
}

function start(): ServiceProcess {
  const retryDelaysMs = Array<number>(100).fill(80);
  return new ServiceProcess(script, {
    folder: media,
    webhook: { url: recorder.url, key: webhookKey, retryDelaysMs },
  });
}

const isTemporary = (name: string) => /part(ial)?$/.test(name);
const namesIn = (of: string) => readdir(of).catch((): string[] => []);

/** Works as a client until the service is killed. Requests that the kill cuts off have no answer. */
async function work(service: Service, round: number, isOver: () => boolean): Promise<void> {
  const { videos, jobs } = ledger;
  const unfinished = videos.filter(({ stage }) => stage !== 'confirmed').at(-1);
  const confirmed = videos.filter(({ stage }) => stage === 'confirmed');
  const old = confirmed[randomInt(confirmed.length || 1)];
  const ended = jobs.filter(({ audioId }) => ledger.ends.has(audioId));
  const flows = [
    ledger.bringIn(service, round % 2 === 0 ? video : junk, round % 3 === 0 ? 'parts' : 'whole'),
    ledger.bringIn(service, nothing, 'whole'),
    ...(unfinished ? [ledger.goOn(service, unfinished)] : []),
    ...(old ? [ledger.extract(service, old)] : []),
    ...(ended.length > 10 && ended[0] ? [ledger.delete(service, ended[0])] : []),
  ];
  for (const flow of await Promise.allSettled(flows)) {
    const isCutOff = flow.status === 'rejected' && flow.reason instanceof CutOffError && isOver();
    if (flow.status === 'rejected' && !isCutOff) throw flow.reason;
  }
}

/** Waits until every extraction has ended and its event was delivered. Returns all assets. */
async function allEnded(service: Service): Promise<Row[]> {
  let rows: Row[] = [];
  const isEnded = ({ asset_id: id, transcode_status: status }: Row) =>
    status === 'UN_TRANSCODE' || (/SUCCEED|FAILED/.test(status) && ledger.ends.has(id));
  const checkEnds = async () => {
    rows = await listAll(service);
    expect(rows.filter((row) => !isEnded(row))).toEqual([]);
  };
  await vi.waitFor(checkEnds, { interval: 50, timeout: 60_000 + rounds * 1000 });
  return rows;
}

it(
  `a service that is killed ${rounds} times keeps everything that it has answered`,
  { timeout: 120_000 + rounds * 4000 },
  async () => {
    const checked = new Set<Job>();
    let startMs = 0;
    for (let round = 0; round < rounds; round += 1) {
      const before = (await namesIn(media)).filter(isTemporary);
      const from = performance.now();
      const running = start();
      if (isCutShort(round)) {
        await pause(randomInt(Math.ceil(startMs)));
        await running.kill();
        continue;
      }
      const service = await running.started();
      startMs = performance.now() - from;
      const after = new Set(await namesIn(media));
      // A start removes all unfinished files but the parts of uploads that can go on.
      const inParts = ledger.videos.filter(({ parts }) => parts);
      const parts = inParts.flatMap(({ object }) => object.split('/').slice(2));
      const isPart = (name: string) => parts.some((of) => name.startsWith(of));
      expect(before.filter((name) => after.has(name) && !isPart(name))).toEqual([]);
      // The ends that earlier runs reported are still true.
      const ended = ledger.jobs.filter((job) => ledger.ends.has(job.audioId) && !checked.has(job));
      for (const job of ended.slice(0, 3)) {
        await ledger.checkEnd(service, job);
        checked.add(job);
      }
      let isOver = false;
      const working = work(service, round, () => isOver);
      await pause(randomInt(Math.ceil(roundMs(round, startMs))));
      isOver = true;
      await running.kill();
      await working;
    }

    const last = start();
    const service = await last.started();
    const unfinished = ledger.videos.filter(({ stage }) => stage !== 'confirmed');
    await Promise.all(unfinished.map((each) => ledger.goOn(service, each)));
    const rows = await allEnded(service);
    const ids = new Set(rows.map(({ asset_id: id }) => id));
    expect(ledger.jobs.filter(({ audioId }) => !ids.has(audioId))).toEqual([]);
    expect(ledger.deleted.filter((id) => ids.has(id))).toEqual([]);
    await Promise.all(ledger.jobs.map((job) => ledger.checkEnd(service, job)));
    await Promise.all(ledger.videos.map((each) => checkVideo(service, each)));
    await last.kill();

    const next = start();
    await next.started();
    const served = rows.flatMap(({ original_url: url }) => url?.split('/').slice(-1) ?? []);
    const kept = (await namesIn(media)).filter((name) => !name.startsWith('vod.db'));
    expect(kept.sort()).toEqual(served.sort());
    await next.kill();
    expect(ledger.jobs.length).toBeGreaterThan(rounds / 3);
  },
);
