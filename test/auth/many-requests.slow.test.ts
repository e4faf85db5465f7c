/** The tests with generated requests, with ten times as many. */
import { testOfficialSigner } from './official-signer.js';
import { testSignedRequests } from './signed-requests.js';

testSignedRequests(1000);
testOfficialSigner(1000);
