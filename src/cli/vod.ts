#!/usr/bin/env node
/** The entry point of the `vod` command. */
import { main } from './main.js';

// Node 22 warns that node:sqlite is experimental. The user of the command can do nothing about that.
const emitWarning = process.emitWarning.bind(process);
process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
  if (String(warning).startsWith('SQLite is an experimental feature')) return;
  Reflect.apply(emitWarning, undefined, [warning, ...rest]);
};

process.exitCode = await main(process.argv.slice(2), process.cwd());
