import { Cors } from 'aws-cdk-lib/aws-apigateway';
import type { CorsPolicyOptions } from 'cdk-apigateway-cors';

/** The shop and the back office. */
const SITES = ['https://shop.example.com', 'https://office.example.com'];

/** Every branch of the shop has a preview: https://new-basket.preview.example.com. */
const PREVIEWS = 'preview.example.com';

/** Who may call the API from a page in a browser. Written once: the construct and the functions both take it from here. */
export const BROWSER_POLICY: CorsPolicyOptions = {
  allowOrigins: [...SITES, `https://*.${PREVIEWS}`],
  allowCredentials: true,
  allowHeaders: [...Cors.DEFAULT_HEADERS, 'If-Match'],
  exposeHeaders: ['ETag', 'X-Request-Id'],
};

/**
 * The same policy as a line of JavaScript, for functions behind a proxy integration: API Gateway hands their answers on
 * as they are, so they return the headers themselves.
 */
export const CORS_HEADERS_OF_A_FUNCTION = `
const sites = ${JSON.stringify(SITES)};
const preview = /^https:\\/\\/[a-z0-9_-]{1,63}\\.${PREVIEWS.replaceAll('.', '\\.')}$/;

function corsHeaders(event) {
  const [, origin = ''] = Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === 'origin') ?? [];
  const allowed = sites.includes(origin) || preview.test(origin);
  return {
    Vary: 'Origin',
    'Access-Control-Expose-Headers': ${JSON.stringify(BROWSER_POLICY.exposeHeaders?.join(','))},
    ...(allowed && { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' }),
  };
}
`;
