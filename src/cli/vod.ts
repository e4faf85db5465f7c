#!/usr/bin/env node
/** The entry point of the `vod` command. */
import { main } from './main.js';

process.exitCode = await main(process.argv.slice(2), process.cwd());
