/** `npm start`: `vod extract` from the sources, with relative paths from where the user stands. */
import { main } from '../src/cli/main.js';

// npm runs its scripts in the root of the package and says in INIT_CWD from where it was called.
const cwd = process.env['INIT_CWD'] ?? process.cwd();
process.exitCode = await main(['extract', ...process.argv.slice(2)], cwd);
