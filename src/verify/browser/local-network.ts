import { parseUrl } from '../../fetch/urls';

const LOOPBACK = 2;
const PRIVATE = 1;
const PUBLIC = 0;

const LOOPBACK_HOST = /^(localhost|.+\.localhost|127(\.[0-9]+){3}|\[::1\])\.?$/;
const PRIVATE_HOST =
  /^(10(\.[0-9]+){3}|192\.168(\.[0-9]+){2}|169\.254(\.[0-9]+){2}|172\.(1[6-9]|2[0-9]|3[01])(\.[0-9]+){2}|.+\.local|\[f[cd][0-9a-f]{2}:.*\]|\[fe[89ab][0-9a-f]:.*\])$/;

/**
 * A sentence for a request that leads from a page further into the local network: Chromium then asks the user, and no
 * header has a say in it. Not part of the Fetch standard, and never part of the verdict.
 *
 * @param origin the serialised origin of the page
 */
export function localNetworkNote(origin: string, url: URL): string | null {
  const target = depth(url.hostname);
  if (target <= depthOfOrigin(origin)) return null;
  const where = target === LOOPBACK ? "the user's own machine" : 'a local network';
  return `${url.hostname} is on ${where}: Chromium asks the user for leave before a page from elsewhere may reach it (Local Network Access), whatever the headers say.`;
}

/** Only from outside inwards is asked for: a page on localhost reaches localhost freely. */
function depthOfOrigin(origin: string): number {
  const url = parseUrl(origin);
  return url === null ? PUBLIC : depth(url.hostname);
}

function depth(hostname: string): number {
  if (LOOPBACK_HOST.test(hostname)) return LOOPBACK;
  return PRIVATE_HOST.test(hostname) ? PRIVATE : PUBLIC;
}
