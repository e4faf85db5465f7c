// Gets a token for a project, and prints it. Capture it: it is good for 24 hours.
// Run, in a package with "type": "module": npx tsx keystoneCreateUserTokenByPassword.ts
const {
  IAM_ENDPOINT: endpoint = 'https://iam.cn-north-4.myhuaweicloud.com',
  IAM_USER: name = '',
  IAM_PASSWORD: password = '',
  IAM_DOMAIN: domain = '', // The account that the user belongs to.
  PROJECT_NAME: project = 'cn-north-4', // A region's own project is called as the region.
} = process.env;
const user = { name, password, domain: { name: domain } };

const response = await fetch(`${endpoint}/v3/auth/tokens?nocatalog=true`, {
  method: 'POST',
  redirect: 'error', // A redirect would carry the password to wherever it points.
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({
    auth: {
      identity: { methods: ['password'], password: { user } },
      scope: { project: { name: project } },
    },
  }),
});
const token = response.headers.get('X-Subject-Token'); // In a header, not in the body.
if (!response.ok || token === null) {
  const requestId = response.headers.get('X-IAM-Trace-Id');
  throw new Error(`${response.status} ${await response.text()} (request id ${requestId})`);
}
console.log(token);
