/** The job that each generated TypeScript client does, beside its own calls. */
import { readFile, writeFile } from 'node:fs/promises';

/** The calls of the job, as a generated client makes them. */
export interface Calls {
  create: (body: { title: string; video_name: string; video_type: 'MP4' }) => Promise<Created>;
  confirm: (body: { asset_id: string; status: 'CREATED' }) => Promise<unknown>;
  extract: (body: { asset_id: string; parameter: { format: 'MP3' } }) => Promise<Accepted>;
  details: (assetId: string) => Promise<Details>;
}
interface Created {
  asset_id: string;
  video_upload_url: string;
}
interface Accepted {
  audio_asset_id: string;
}
interface Details {
  transcode_info?: { transcode_status?: string };
  base_info?: { video_url?: string };
}

const setting = (name: string): string => process.env[name] ?? '';

/** Gets a token, uploads the video, has its audio extracted, waits for it, and downloads it. */
export async function doJob(
  callsOf: (endpoint: string, project: string, token: string) => Calls,
): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const login = { method: 'POST', headers, body: setting('IAM_LOGIN') };
  const tokens = await fetch(`${setting('IAM_ENDPOINT')}/v3/auth/tokens`, login);
  const token = tokens.headers.get('x-subject-token') ?? '';
  const vod = callsOf(setting('VOD_ENDPOINT'), setting('VOD_PROJECT_ID'), token);
  const created = await vod.create({ title: 'Ode', video_name: 'ode.mp4', video_type: 'MP4' });
  const video = { 'content-type': 'video/mp4' };
  const body = new Uint8Array(await readFile(setting('VOD_VIDEO')));
  const put = await fetch(created.video_upload_url, { method: 'PUT', headers: video, body });
  if (!put.ok) throw new Error(await put.text());
  await vod.confirm({ asset_id: created.asset_id, status: 'CREATED' });
  const format = { format: 'MP3' } as const;
  const job = await vod.extract({ asset_id: created.asset_id, parameter: format });
  for (let tries = 0; tries < 120; tries += 1) {
    const { transcode_info: task, base_info: info } = await vod.details(job.audio_asset_id);
    if (task?.transcode_status === 'TRANSCODE_SUCCEED' && info?.video_url) {
      const audio = await fetch(info.video_url);
      await writeFile(setting('VOD_AUDIO'), new Uint8Array(await audio.arrayBuffer()));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('The extraction did not end within a minute.');
}
