/** What the bench found of the local VOD service: its figures, its targets, and tables of them. */
import { serverNames } from './durable-creates.js';
import { extractionNames } from './extractions.js';
import type { PeakMemory } from './peak-memory.js';
import type { Comparison } from './rounds.js';
import { atLeast, atMost, keysOf, mapKeys, round, table, type Target } from './tables.js';

/** What was compared and measured. */
export interface LocalComparisons {
  /** With `seconds`. */
  extractions: Comparison;
  /** With `perSecond`. */
  creates: Comparison;
  memory: readonly PeakMemory[];
  /** With `insideMs` of `starting`. */
  imports: Comparison;
}

/** The figures; a ratio is the middle one of the rounds'. */
export interface LocalFigures {
  extractions: Record<keyof typeof extractionNames, { seconds: number; timesAlone: number }>;
  creates: Record<keyof typeof serverNames, { perSecond: number; timesEcho: number }>;
  memory: PeakMemory[];
  /** From before the import to a service that listens, in a fresh process. */
  startMs: number;
}

/** Takes the figures out of the comparisons, rounded to three digits. */
export function localFiguresOf(found: LocalComparisons): LocalFigures {
  const { extractions, creates, memory, imports } = found;
  return {
    extractions: mapKeys(extractionNames, (name) => {
      const alone = name.startsWith('mp3') ? 'mp3Alone' : 'aacAlone';
      return {
        seconds: round(extractions.median(name, 'seconds')),
        timesAlone: round(extractions.ratio(name, alone, 'seconds')),
      };
    }),
    creates: mapKeys(serverNames, (name) => ({
      perSecond: round(creates.median(name, 'perSecond')),
      timesEcho: round(creates.ratio(name, 'echo', 'perSecond')),
    })),
    memory: memory.map(({ minuteMiB, twoHoursMiB, ...what }) => ({
      ...what,
      minuteMiB: round(minuteMiB),
      twoHoursMiB: round(twoHoursMiB),
    })),
    startMs: round(imports.median('starting', 'insideMs')),
  };
}

/** Which targets are met. */
export function localTargetsOf(figures: LocalFigures): Target[] {
  const { extractions, creates, memory, startMs } = figures;
  const native = memory.filter(({ backEnd }) => backEnd === 'native');
  return [
    atMost(1.1, extractions.mp3Native.timesAlone, 'time of an MP3, native / FFmpeg alone'),
    atLeast(10, round(1 / extractions.aacCopied.timesAlone), 'AAC: encoding / copying'),
    ...native.map(({ format, minuteMiB, twoHoursMiB }) =>
      atMost(
        64,
        round(twoHoursMiB - minuteMiB),
        `MiB more for two hours than for a minute, ${format}`,
      ),
    ),
    atLeast(0.25, creates.durable.timesEcho, 'durable creates per second / bare node:http'),
    atMost(300, startMs, 'milliseconds from the import to a local service that listens'),
  ];
}

/** The figures as tables, for people. */
export function localTablesOf({ extractions, creates, memory, startMs }: LocalFigures): string[] {
  return [
    table(
      ['Audio of a video of five minutes', 'time', 'of FFmpeg alone'],
      keysOf(extractionNames).map((name) => {
        const { seconds, timesAlone } = extractions[name];
        return [extractionNames[name], `${seconds} s`, `${timesAlone} ×`];
      }),
    ),
    table(
      ['Peak memory, with that of FFmpeg', 'a minute', 'two hours'],
      memory.map(({ backEnd, format, minuteMiB, twoHoursMiB }) => [
        `${format}, ${backEnd === 'native' ? 'native' : 'WebAssembly'}`,
        `${minuteMiB} MiB`,
        `${twoHoursMiB} MiB`,
      ]),
    ),
    table(
      ['Signed calls, 64 in flight', 'per second', 'of the echo'],
      keysOf(serverNames).map((name) => {
        const { perSecond, timesEcho } = creates[name];
        return [serverNames[name], String(perSecond), `${timesEcho} ×`];
      }),
    ),
    table(['Start in a fresh process', 'time'], [['import, start, listen', `${startMs} ms`]]),
  ];
}
