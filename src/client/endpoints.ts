/** Where to call: the endpoints of VOD and IAM, by the region, an option or a variable. */
import { endpointTemplate, type Region, regions } from '../../generated/contract.js';
import { setting } from '../platform/environment.js';

/** Says where to call. */
export interface EndpointOptions {
  /** A region that has VOD. Give this or `endpoint`. */
  region?: Region;
  /**
   * A base URL instead of the region's, such as that of the local VOD service; it may have a port and a path.
   * Default: the variable `HUAWEICLOUD_SDK_REGION_VOD_` and the region (`CN_NORTH_4`), else the region's own.
   */
  endpoint?: string | URL;
  /**
   * The base URL of IAM, for the look-up of the project id. Default: the variable
   * `HUAWEICLOUD_SDK_IAM_ENDPOINT`, else the region's.
   */
  iamEndpoint?: string | URL;
}

/**
 * The base URL of VOD, without a slash at its end.
 *
 * @throws TypeError when neither region nor endpoint says where to call, or the endpoint is no base URL.
 */
export function vodEndpoint({ region, endpoint }: EndpointOptions): string {
  const variable = `HUAWEICLOUD_SDK_REGION_VOD_${String(region).toUpperCase().replaceAll('-', '_')}`;
  const given = endpoint ?? (region && setting(variable));
  if (given) return baseUrl(given, endpoint ? 'endpoint' : variable);
  if (region && regions.includes(region)) return endpointTemplate.replace('{region}', region);
  throw new TypeError(
    `Where to call? Give region (${regions.join(', ')}) or endpoint; region is ${String(region)}.`,
  );
}

/**
 * The base URL of IAM, without a slash at its end; undefined when no option, variable or region says it.
 *
 * @throws TypeError when the option or the variable is no base URL.
 */
export function iamBaseUrl(
  iamEndpoint: string | URL | undefined,
  region: Region | undefined,
): string | undefined {
  const variable = 'HUAWEICLOUD_SDK_IAM_ENDPOINT';
  const given = iamEndpoint ?? setting(variable);
  if (given) return baseUrl(given, iamEndpoint ? 'iamEndpoint' : variable);
  return region && `https://iam.${region}.myhuaweicloud.com`;
}

/** @param name the name of the option or variable that holds the text. */
function baseUrl(text: string | URL, name: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const { username, password, search, hash } = url ?? {};
  if (!url || !/^https?:$/.test(url.protocol) || username || password || search || hash) {
    // The text itself is not shown: it may hold a password.
    throw new TypeError(
      `${name} is no base URL: write it as https://host[:port][/path], without user, query and fragment.`,
    );
  }
  return url.href.replace(/\/+$/, '');
}
