/** A few hundred forged webhooks; forgeries.slow.test.ts has many more. */
import { it } from 'vitest';
import { expectMfsForgeriesRefused, expectSmnForgeriesRefused } from './forgeries.js';

it('refuses 300 forged webhooks of MFS', () => expectMfsForgeriesRefused(300));

it('refuses 300 forged messages of SMN', () => expectSmnForgeriesRefused(300));
