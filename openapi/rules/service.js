/**
 * Which service a path belongs to: the paths of IAM name IAM's own server, all others are VOD's.
 *
 * @param {import('./document.js').Contract} contract
 * @param {string} path - a path of the document, such as `/v3/projects`
 * @returns {'iam' | 'vod'}
 */
export function serviceOf(contract, path) {
  const servers = contract.paths?.[path]?.servers ?? [];
  return servers.some((server) => server.url.startsWith('https://iam.')) ? 'iam' : 'vod';
}
