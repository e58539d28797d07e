/** The lines that Chromium's console prints, where they have their beginning in common. `{...}` differs by the call. */

/** What the network service refuses by the CORS protocol. */
export function blocked(why: string): string {
  return `Access to fetch at '{url}' from origin '{origin}' has been blocked by CORS policy: ${why}`;
}

/** What `fetch()` refuses before the network is asked. */
export function refused(why: string): string {
  return `Fetch API cannot load {url}. ${why}`;
}

/** The error that the script gets, where it catches none. */
export function uncaught(why: string): string {
  return `Uncaught (in promise) TypeError: Failed to execute 'fetch' on 'Window': ${why}`;
}

/** An error of the network, by its name. */
export function notLoaded(error: string): string {
  return `Failed to load resource: net::${error}`;
}
