import { Cors } from 'aws-cdk-lib/aws-apigateway';
import type { Reason } from '../../../src/verify/browser';
import * as cdk from '../../support/apis';
import { anApi } from '../gateway/an-api';
import {
  APP,
  answerOf,
  answerWith,
  BINARY,
  behindProxy,
  CREDENTIALS,
  type Found,
  firstError,
  fixed,
  GET,
  gatewayResponse,
  HEADERS,
  METHODS,
  native,
  ORIGIN,
  OTHER,
  orders,
  ours,
  PROXY,
  PUT,
  preflightOf,
  preflightWith,
  RIGHT,
  synthesised,
  WITH_ERRORS,
} from './some-apis';

export type Shown = Readonly<Partial<Record<Reason, Readonly<Record<string, () => Found | readonly Found[]>>>>>;

/** By reason, and by how its cause begins: a template that shows it. */
export const SHOWN_BY_TEMPLATES: Shown = {
  PreflightMissingAllowOriginHeader: {
    'The route has no OPTIONS': () => preflightOf(anApi({ '/orders': { PUT: fixed({}) } })),
    'An authorizer, an API key': () =>
      preflightOf(anApi({ '/orders': { PUT: fixed({}), OPTIONS: { ...fixed(RIGHT), ApiKeyRequired: true } } })),
    'The path is no route': () =>
      preflightOf(anApi({ '/orders': { PUT: fixed({}) } }), { ...PUT, path: '/prod/orders' }),
    'The origin of the page': () =>
      preflightOf(ours({ allowOrigins: [APP, OTHER] }), { ...PUT, origin: 'https://new.example' }),
    'ANY or {proxy+}': () => preflightOf(anApi({ '/{proxy+}': { ANY: PROXY } }), PUT, { status: 200, headers: [] }),
    'binaryMediaTypes has': () =>
      preflightOf(
        anApi({ '/orders': { PUT: fixed({}), OPTIONS: fixed(RIGHT) } }, { api: { BinaryMediaTypes: ['*/*'] } }),
      ),
  },
  PreflightInvalidStatus: {
    'An authorizer, an API key': () =>
      preflightOf(
        anApi({ '/orders': { PUT: fixed({}), OPTIONS: { ...fixed(RIGHT), ApiKeyRequired: true } } }, WITH_ERRORS),
      ),
    'ANY or {proxy+}': () =>
      preflightOf(anApi({ '/{proxy+}': { ANY: PROXY } }), PUT, { status: 404, headers: Object.entries(RIGHT) }),
  },
  PreflightDisallowedRedirect: {
    'OPTIONS reaches a backend': () =>
      preflightOf(anApi({ '/{proxy+}': { ANY: PROXY } }), PUT, { status: 308, headers: [['Location', '/orders/']] }),
  },
  PreflightWildcardOriginNotAllowed: {
    'defaultCorsPreflightOptions with Cors.ALL_ORIGINS': () =>
      preflightOf(native(Cors.ALL_ORIGINS), { ...PUT, credentials: true }),
  },
  PreflightMultipleAllowOriginValues: {
    'Several origins stand': () => preflightWith({ [ORIGIN]: `${APP}, ${OTHER}` }),
    'OPTIONS goes to a proxy': () =>
      preflightOf(anApi({ '/orders': { ANY: PROXY } }), PUT, {
        status: 204,
        headers: [
          [ORIGIN, APP],
          [ORIGIN, APP],
        ],
      }),
  },
  PreflightInvalidAllowOriginValue: {
    'The value has no scheme': () => [
      preflightWith({ [ORIGIN]: 'app.example.com' }),
      preflightWith({ [ORIGIN]: `"${APP}"` }),
    ],
  },
  PreflightAllowOriginMismatch: {
    'defaultCorsPreflightOptions with several': () =>
      preflightOf(native([APP, OTHER]), { ...PUT, origin: 'https://new.example' }),
    'The value differs by': () => [
      preflightWith({ [ORIGIN]: `${APP}/` }),
      preflightWith({ [ORIGIN]: 'https://App.example.com' }),
    ],
    'A pattern such as': () => preflightOf(native(['https://*.example.com'])),
    'The page is a file://': () => preflightWith({}, { origin: 'null' }),
  },
  PreflightInvalidAllowCredentials: {
    'The script calls with credentials': () => preflightWith({}, { credentials: true }),
    'The value is not "true"': () => preflightWith({ [CREDENTIALS]: 'True' }, { credentials: true }),
  },
  InvalidAllowMethodsPreflightResponse: {
    'The list is written': () => [preflightWith({ [METHODS]: 'GET PUT' }), preflightWith({ [METHODS]: '[GET,PUT]' })],
  },
  InvalidAllowHeadersPreflightResponse: {
    'The list is written': () => [
      preflightWith({ [HEADERS]: 'X-Mine; X-Other' }),
      preflightWith({ [HEADERS]: '"X-Mine"' }),
    ],
  },
  MethodDisallowedByPreflightResponse: {
    'The list of the OPTIONS method': () => preflightWith({ [METHODS]: 'GET,DELETE' }),
    'The resource has no OPTIONS': () =>
      preflightOf(
        anApi({
          '/orders': { PUT: fixed({}) },
          '/{proxy+}': { GET: fixed({}), OPTIONS: fixed({ ...RIGHT, [METHODS]: 'OPTIONS,GET' }) },
        }),
      ),
    'The script writes patch': () => preflightWith({ [METHODS]: 'PATCH' }, { method: 'patch' }),
    'The list is "*"': () => [
      preflightWith({ [METHODS]: 'ANY' }),
      preflightWith({ [METHODS]: '*', [CREDENTIALS]: 'true' }, { credentials: true }),
    ],
  },
  HeaderDisallowedByPreflightResponse: {
    'The script, or a library': () => preflightWith({}, { headers: { traceparent: '00' } }),
    'allowHeaders is given': () =>
      preflightOf(ours({ allowHeaders: ['X-Mine'] }), { ...PUT, headers: { 'content-type': 'application/json' } }),
    'The list is "*"': () => [
      preflightWith({ [HEADERS]: '*' }, { headers: { authorization: 'Bearer x' } }),
      preflightWith({ [HEADERS]: '*', [CREDENTIALS]: 'true' }, { credentials: true }),
    ],
  },
  MissingAllowOriginHeader: {
    'The answer is an error': () => [
      firstError(native([APP]), 'THROTTLED'),
      firstError(native([APP]), 'INTEGRATION_TIMEOUT'),
    ],
    'A Lambda or HTTP proxy': () =>
      answerOf(anApi({ '/orders': { GET: { ...fixed(RIGHT), ...PROXY } } }), GET, { status: 200, headers: [] }),
    'defaultCorsPreflightOptions and': () => answerOf(native([APP])),
    'A gateway response of a type': () =>
      firstError(
        anApi(
          { '/orders': { GET: fixed(RIGHT) } },
          { resources: { ...WITH_ERRORS.resources, One: gatewayResponse('UNAUTHORIZED', { 'X-Mine': '1' }) } },
        ),
        'UNAUTHORIZED',
      ),
    'The path is no route': () =>
      answerOf(anApi({ '/orders': { GET: fixed(RIGHT) } }), { ...GET, path: '/prod/orders' }),
    'The origin of the page': () =>
      answerOf(ours({ allowOrigins: [APP, OTHER] }), { ...GET, origin: 'https://new.example' }),
  },
  WildcardOriginNotAllowed: {
    'The backend, or a mapping': () => [
      behindProxy([[ORIGIN, '*']], { credentials: true }),
      answerWith({ [ORIGIN]: '*' }, { credentials: true }),
    ],
    'Only errors are': () =>
      firstError(
        anApi(
          { '/orders': { GET: fixed(RIGHT) } },
          { resources: { Four: gatewayResponse('DEFAULT_4XX', { [ORIGIN]: '*' }) } },
        ),
        'THROTTLED',
        { credentials: true },
      ),
  },
  MultipleAllowOriginValues: {
    'Behind a proxy integration': () =>
      behindProxy([
        [ORIGIN, APP],
        [ORIGIN, APP],
      ]),
    'Several origins stand': () => answerWith({ [ORIGIN]: `${APP} ${OTHER}` }),
  },
  InvalidAllowOriginValue: {
    'The value has no scheme': () => [
      answerWith({ [ORIGIN]: 'app.example.com' }),
      answerWith({ [ORIGIN]: `"${APP}"` }),
    ],
  },
  AllowOriginMismatch: {
    'The answer is an error': () => {
      const credentials = { allowOrigins: [APP, OTHER], allowCredentials: true };
      const call = { origin: OTHER, credentials: true };
      const bytes = synthesised((api) => {
        orders(api);
        cdk.cors(api, credentials);
      }, BINARY);
      return [answerOf(bytes, { ...GET, ...call }), firstError(ours(credentials), 'THROTTLED', call)];
    },
    'The value differs by': () => [
      behindProxy([[ORIGIN, `${APP}/`]]),
      behindProxy([[ORIGIN, 'http://app.example.com']]),
    ],
    'A pattern such as': () => behindProxy([[ORIGIN, 'https://*.example.com']]),
    'The page is a file://': () => answerWith(RIGHT, { origin: 'null' }),
  },
  InvalidAllowCredentials: {
    'The preflight says': () => answerWith(RIGHT, { credentials: true }),
    'The value is not "true"': () => [
      behindProxy(
        [
          [ORIGIN, APP],
          [CREDENTIALS, 'True'],
        ],
        { credentials: true },
      ),
      behindProxy(
        [
          [ORIGIN, APP],
          [CREDENTIALS, 'true'],
          [CREDENTIALS, 'true'],
        ],
        { credentials: true },
      ),
    ],
  },
  RedirectContainsCredentials: {
    'A backend redirects': () =>
      behindProxy(
        [
          [ORIGIN, APP],
          ['Location', 'https://u:p@x.example/'],
        ],
        {},
        302,
      ),
  },
};
