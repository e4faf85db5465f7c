/** Finds the id of the project in IAM, when nobody gives it. */
import type { KeystoneListProjectsResponse } from '../../generated/schema.js';
import { baseUrl, type EndpointOptions, setting } from './endpoints.js';
import { VodAnswerError } from './errors.js';
import type { Transport } from './attempts.js';

/**
 * The id of the one project in IAM that has the name of the region, which every region's own project has.
 * Nothing is ever created.
 *
 * @throws TypeError when there is no region to look it up by.
 * @throws VodAnswerError when not exactly one project fits; and what `Transport.send` throws.
 * @see https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html
 */
export async function lookUpProject(
  transport: Transport,
  { region, endpoint, iamEndpoint }: EndpointOptions,
): Promise<string> {
  const variable = 'HUAWEICLOUD_SDK_IAM_ENDPOINT';
  const told = iamEndpoint ?? setting(variable);
  if (!region || (endpoint && !told)) {
    throw new TypeError(
      'Which project? Give projectId, or region (and iamEndpoint, if there is an endpoint) to look it up by.',
    );
  }
  const iam = told
    ? baseUrl(told, iamEndpoint ? 'iamEndpoint' : variable)
    : `https://iam.${region}.myhuaweicloud.com`;
  const operation = 'GET /v3/projects';
  const { data, requestId } = await transport.send({
    operation,
    method: 'GET',
    url: `${iam}/v3/projects?name=${encodeURIComponent(region)}`,
    headers: new Map(),
    safeToRepeat: true,
  });
  // By the contract of keystoneListProjects; what is otherwise names no project.
  const { projects } = data as {
    projects?: Partial<KeystoneListProjectsResponse['projects'][0]>[] | null;
  };
  const ids = (projects ?? []).flatMap(({ id }) => id ?? []);
  if (ids.length === 1 && ids[0]) return ids[0];
  const found = ids.length > 0 ? `more than one project (${ids.join(', ')})` : 'no project';
  throw new VodAnswerError(
    `${operation} found ${found} called ${region}: ` +
      'give projectId, from My Credentials in the console.',
    { operation, requestId },
  );
}
