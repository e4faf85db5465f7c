/** Holds the contract as it stands against the last one that was released. */
import { constants, copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { compareContracts, compareVersions, neededVersion } from './contract-diff.js';
import type { Contract } from './contract-messages.js';

/** Where the documents are. */
export interface ContractPlaces {
  /** The bundled document as it stands. */
  present: URL;
  /** The folder of the released documents, `openapi-<version>.json`; it need not exist. */
  released: URL;
}

/** What there is to say, and whether the present version number is enough. */
export interface Verdict {
  lines: string[];
  enough: boolean;
}

/**
 * Compares the present document with the last released one.
 *
 * @example
 * const { lines, enough } = await holdAgainstReleased(places);
 */
export async function holdAgainstReleased(places: ContractPlaces): Promise<Verdict> {
  const last = (await releasedVersions(places)).at(-1);
  if (last === undefined) {
    return { lines: ['No version is released yet: nothing can break.'], enough: true };
  }
  const present = await read(places.present);
  const changes = compareContracts(await read(fileOf(last, places)), present);
  const needed = neededVersion(last, changes);
  const { version } = present.info;
  const enough = compareVersions(version, needed) >= 0;
  const verdict = enough ? '.' : ', which is not enough: raise info.version.';
  const summary = `Released: ${last}. Needed: ${needed} or higher. Found: ${version}${verdict}`;
  return { lines: [...changes.map(({ line }) => line), summary], enough };
}

/**
 * Keeps the present document as released, if its version number is enough. What is released stays as it
 * is: a document of the same version is never replaced.
 *
 * @example
 * await release(places); // openapi/released/openapi-0.1.0.json
 */
export async function release(places: ContractPlaces): Promise<Verdict> {
  const verdict = await holdAgainstReleased(places);
  if (!verdict.enough) return verdict;
  const { version } = (await read(places.present)).info;
  const file = fileOf(version, places);
  await mkdir(places.released, { recursive: true });
  try {
    await copyFile(places.present, file, constants.COPYFILE_EXCL);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    return { lines: [...verdict.lines, `${version} is released already.`], enough: false };
  }
  return { lines: [...verdict.lines, `Kept as openapi-${version}.json.`], enough: true };
}

async function releasedVersions({ released }: ContractPlaces): Promise<string[]> {
  const names = await readdir(released).catch((error: unknown) => {
    if (!hasCode(error, 'ENOENT')) throw error;
    return [];
  });
  return names
    .flatMap((name) => /^openapi-(.+)\.json$/.exec(name)?.[1] ?? [])
    .sort(compareVersions);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function fileOf(version: string, { released }: ContractPlaces): URL {
  return new URL(`openapi-${version}.json`, released);
}

async function read(file: URL): Promise<Contract> {
  return JSON.parse(await readFile(file, 'utf8')) as Contract; // Redocly wrote it; lint checks it.
}
