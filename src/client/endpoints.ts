/** Where to call: the endpoint of VOD, and that of IAM, for a region or as told. */
import { endpointTemplate, type Region, regions } from '../../generated/contract.js';

/** Says where to call. */
export interface EndpointOptions {
  /** A region that has VOD. Give this or `endpoint`. */
  region?: Region;
  /**
   * A base URL instead of the region's, such as that of the local VOD service; it may have a port and a path
   * in front. Default: the variable `HUAWEICLOUD_SDK_REGION_VOD_` and the region (`CN_NORTH_4`), else the
   * region's own.
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
 * @throws TypeError when neither region nor endpoint says where to call, or the endpoint is no URL for it.
 */
export function vodEndpoint({ region, endpoint }: EndpointOptions): string {
  const variable = `HUAWEICLOUD_SDK_REGION_VOD_${String(region).toUpperCase().replaceAll('-', '_')}`;
  const told = endpoint ?? (region && setting(variable));
  if (told) return baseUrl(told, endpoint ? 'endpoint' : variable);
  if (region !== undefined && regions.includes(region)) {
    return endpointTemplate.replace('{region}', region);
  }
  throw new TypeError(
    `Where to call? Give region (${regions.join(', ')}) or endpoint; region is ${String(region)}.`,
  );
}

/**
 * An endpoint as it is used, without a slash at its end.
 *
 * @param name what the text is called by whoever gave it.
 * @throws TypeError when it is no base URL.
 */
export function baseUrl(text: string | URL, name: string): string {
  let url: URL | undefined;
  try {
    url = new URL(text);
  } catch {
    url = undefined; // Answered below.
  }
  const { username, password, search, hash } = url ?? {};
  if (!url || !/^https?:$/.test(url.protocol) || username || password || search || hash) {
    // The text itself is not shown: it may hold a password.
    throw new TypeError(
      `${name} is no base URL: write it as https://host[:port][/path], without user, query and fragment.`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

/** A variable that nobody has to set: as good as not set where Deno was not allowed to read it. */
export function setting(variable: string): string | undefined {
  try {
    return environment()[variable];
  } catch {
    return undefined; // Without its permission, Deno throws.
  }
}

/** The variables of the process; a browser has none. */
export function environment(): Readonly<Record<string, string | undefined>> {
  const { process } = globalThis as { process?: { env?: Record<string, string> } }; // Node's types promise it.
  return process?.env ?? {};
}
