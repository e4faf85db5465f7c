import type * as Package from '../src/index.js';
import type * as Signer from '../src/auth/signer.js';
import { compareCalls } from './bench/calls.js';
import { compareImports } from './bench/cold-import.js';
import { installPackage } from './bench/installed-package.js';
import { compareSigners } from './bench/signing.js';
const t0 = performance.now();
const installed = await installPackage();
try {
  console.log('build', performance.now() - t0);
  const vod = (await import(new URL('index.js', installed.modules).href)) as typeof Package;
  const signer = (await import(new URL('auth/signer.js', installed.modules).href)) as typeof Signer;
  const calls = await compareCalls(vod, 11);
  for (const k of [1, 50] as const)
    for (const n of ['bareHttp', 'bareFetch', 'client', 'clientOnFetch', 'official'])
      console.log(k, n.padEnd(14), ...['cpuUs', 'wallUs'].flatMap((f) => [f, calls[k].median(n, f).toFixed(1), ...['bareHttp', 'bareFetch', 'official'].map((r) => calls[k].ratio(n, r, f).toFixed(2))]));
  console.log('calls', performance.now() - t0);
  const s = await compareSigners(signer, vod, 15);
  for (const n of ['parts', 'request', 'official']) console.log(n, s.median(n, 'us').toFixed(2), s.ratio('official', n, 'us').toFixed(2));
  console.log('signing', performance.now() - t0);
  const c = await compareImports(installed.url, 41);
  console.log(c.median('empty', 'wallMs'), c.median('importing', 'wallMs'), c.difference('importing', 'empty', 'wallMs'), c.median('timing', 'insideMs'));
  console.log('imports', performance.now() - t0);
} finally {
  await installed.remove();
}
