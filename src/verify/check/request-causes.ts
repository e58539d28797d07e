import type { Reason } from '../browser';
import type { Cause } from './cause';

const LOCAL_NETWORK = 'https://wicg.github.io/local-network-access/';
const NOT_THE_API = 'Not a matter of the API:';

/** How a request comes not to be sent, or not to be answered; and what a recording may lack. */
export const REQUEST_CAUSES = {
  DisallowedByMode: [
    {
      how: 'The script asks with mode "same-origin", or with "no-cors" and a method other than GET, HEAD and POST.',
      fix: 'Leave mode out: fetch() takes "cors".',
    },
  ],
  OpaqueResponse: [
    {
      how: 'The script asks with mode "no-cors", as advice against CORS errors has it: there is no error then, and no answer either.',
      fix: 'Leave mode out, and mend the error that comes back.',
    },
  ],
  InvalidResponse: [
    {
      how: 'The host name is wrong, or gone: the API was deleted or is in another region, or a custom domain has no DNS record.',
      fix: 'Take the URL from the outputs of the stack.',
      see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html',
    },
    {
      how: 'The custom domain wants mutual TLS: a client certificate is a credential, and a preflight comes without.',
      fix: 'Serve browsers from a domain without mutual TLS.',
      see: 'https://fetch.spec.whatwg.org/#credentials',
    },
    {
      how: 'The API is private and the browser is not in its VPC.',
      fix: 'Call it through the VPC (a VPN, say), or make the API regional.',
      see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html',
    },
  ],
  CorsDisabledScheme: [
    {
      how: 'The URL has no scheme: localhost:3000/orders is read as an address of the scheme "localhost".',
      fix: 'Begin it with https:// or http://.',
    },
  ],
  InsecureLocalNetwork: [
    {
      how: 'A page over plain http that is not on this machine calls one that is, or one in the local network: serve, say.',
      fix: 'Serve the page from localhost as well, or over https.',
      see: LOCAL_NETWORK,
    },
  ],
  InvalidLocalNetworkAccess: [
    {
      how: 'The script names a targetAddressSpace in which the API is not.',
      fix: 'Leave targetAddressSpace out, or name the right one.',
      see: LOCAL_NETWORK,
    },
  ],
  LocalNetworkAccessPermissionDenied: [
    {
      how: 'A page from the internet calls this machine (serve, a local emulator) or a private API with addresses of a local network, and the user has not let it.',
      fix: "Allow it in the browser's settings of the page, or serve the page from localhost as well.",
      see: LOCAL_NETWORK,
    },
  ],
  ForbiddenMethod: [{ how: `${NOT_THE_API} the script asks for CONNECT, TRACE or TRACK.`, fix: 'Use another method.' }],
  InvalidMethod: [
    { how: `${NOT_THE_API} the method has a blank or another character that no method has.`, fix: 'Write it as GET.' },
  ],
  InvalidHeader: [
    {
      how: `${NOT_THE_API} a header has a line break in it, or a character beyond Latin-1, as the curly quote of a pasted token.`,
      fix: 'Take it out, or encode it.',
    },
  ],
  InvalidUrl: [
    {
      how: `${NOT_THE_API} the URL is none, or has a user and a password in it.`,
      fix: 'Give host and path only, and send what authorises in a header.',
    },
  ],
  InvalidOrigin: [
    {
      how: 'The recording names an origin that no browser sends: with a path, with upper case, with a default port.',
      fix: 'Give the origin as location.origin shows it.',
    },
  ],
  RelativeUrl: [{ how: 'The exchange has a relative URL.', fix: 'Give the URL in full.' }],
  PreflightNotRecorded: [
    {
      how: 'The call needs a preflight, and the recording has the answer to the call only. Many tools leave preflights out.',
      fix: 'Record with the Network panel open, and export the HAR with all requests; or ask with probe.',
    },
  ],
  RedirectNotFollowed: [
    { how: 'The recording ends with a redirect.', fix: 'Record until the last answer; or ask with probe.' },
  ],
  HopNotRedirect: [
    {
      how: 'Among the hops of an exchange that was written by hand is an answer that is no redirect.',
      fix: 'Name redirects only as hops, and the last answer as response.',
    },
  ],
} as const satisfies Partial<Record<Reason, readonly Cause[]>>;
