/**
 * `npm run bench`: what calls, signatures and the import cost, and what the local VOD service achieves, beside others
 * in the same run. It writes the figures and the picture of docs/measurements.md, and never fails for being slow.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import type * as Package from '../src/index.js';
import { callerNames, compareCalls, compareSigners, signerNames } from './bench/callers.js';
import { compareCreates, serverNames } from './bench/durable-creates.js';
import { compareExtractions, extractionNames } from './bench/extractions.js';
import { bundleSize, comparePrograms, installPackage, programNames } from './bench/package.js';
import { measureMemory } from './bench/peak-memory.js';
import { barChart, comparisonTable, rounded, table } from './bench/report.js';
import { root, runTool } from './run.js';

const modules = await installPackage();
const vod = (await import(new URL('index.js', modules).href)) as typeof Package;
// First, before this process has done much, because its own CPU time is measured.
const calls = await compareCalls(vod, 15);
const signing = await compareSigners(vod, 101);
const programs = await comparePrograms(41);
const bundleKb = await bundleSize();
const creates = await compareCreates(modules, 9);
const extractions = await compareExtractions(3);
const memory = await measureMemory();

const figures: [what: string, found: number, wanted: string][] = [
  ['CPU of a read: client / official SDK', calls.ratio('client', 'official', 'cpuUs'), '≤ 0.8'],
  ['KB of "." in a bundle, minified, gzip', bundleKb, '≤ 18'],
  ['MP3: native / FFmpeg alone', extractions.ratio('mp3Native', 'mp3Alone', 'seconds'), '≤ 1.1'],
  ['durable creates: service / echo', creates.ratio('durable', 'echo', 'perSecond'), '≥ 0.15'],
  ...memory
    .filter(({ backEnd }) => backEnd === 'native')
    .map((peak): [string, number, string] => [
      `MiB more for two hours than for a minute, ${peak.format}`,
      peak.twoHoursMiB - peak.minuteMiB,
      '≤ 64',
    ]),
];
const callHead = ['50 calls in flight', 'CPU', 'of official read', 'of bare fetch', 'of node:http'];
const mediaHead = ['Audio of a video of five minutes', 'time', 'of FFmpeg alone'];
const createHead = ['Signed creates, 64 in flight', 'each second', 'of the echo'];
const [us, ms, seconds, perSecond] = [
  ['cpuUs', 'µs'],
  ['wallMs', 'ms'],
  ['seconds', 's'],
  ['perSecond', ''],
] as const;
const alone = (name: string): string => (name.startsWith('mp3') ? 'mp3Alone' : 'aacAlone');
const tables = [
  comparisonTable(callHead, callerNames, calls, us, 'official', 'fetch', 'nodeHttp'),
  comparisonTable(['A signature', 'CPU', 'of official'], signerNames, signing, us, 'official'),
  comparisonTable(['A fresh process', 'time', 'of empty'], programNames, programs, ms, 'empty'),
  comparisonTable(mediaHead, extractionNames, extractions, seconds, alone),
  table(
    ['Peak memory, with that of FFmpeg', 'a minute', 'two hours'],
    memory.map(({ backEnd, format, minuteMiB, twoHoursMiB }) => [
      `${format}, ${backEnd}`,
      ...[minuteMiB, twoHoursMiB].map((value) => `${rounded(value)} MiB`),
    ]),
  ),
  comparisonTable(createHead, serverNames, creates, perSecond, 'echo'),
  table(
    ['Target', 'wanted', 'found', 'result'],
    figures.map(([what, found, wanted]) => {
      const limit = Number(wanted.slice(2));
      const met = wanted.startsWith('≤') ? found <= limit : found >= limit;
      return [what, wanted, String(rounded(found)), met ? 'met' : 'missed'];
    }),
  ),
].join('\n');
console.log(tables);

const bars = Object.entries(callerNames).map(([name, label]): [string, number] => [
  label,
  calls.median(name, 'cpuUs'),
]);
const chart = barChart('CPU time of a call, 50 in flight (shorter is better)', 'µs', bars);
await writeFile(new URL('docs/measurements/calls.svg', root), chart);
const machine = `${cpus()[0]?.model.trim() ?? 'an unknown CPU'}, ${cpus().length} cores`;
const day = new Date().toISOString().slice(0, 10);
const found = `Measured on ${day} with Node ${process.versions.node} on ${machine}.\n\n${tables}`;
const page = new URL('docs/measurements.md', root);
const text = await readFile(page, 'utf8');
const place = /(?<=<!-- figures -->\n)[^]*(?=<!-- end of figures -->)/;
await writeFile(
  page,
  text.replace(place, () => `\n${found}\n`),
);
await runTool('prettier', '--write', 'docs/measurements.md');
