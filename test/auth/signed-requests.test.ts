import { testSignedRequests } from './signed-requests.js';

testSignedRequests(100);
