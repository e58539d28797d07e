import type { HeaderLine, HeaderLines } from '../../fetch/header-lines';
import type { Answer, BrowserRequest, Exchange, Hop, Mode } from '../../verify/browser';
import type { Member } from './members';
import type { Recorded } from './recorded';

const HEADERS = 'an object of header names, each with a text or a list of texts';
const MODES: readonly Mode[] = ['cors', 'no-cors', 'same-origin'];
const STATUS = 'a status from 100 to 999';

/** Reads a list of exchanges as `explain --help` describes them. */
export function readExchanges(list: Member): readonly Recorded[] {
  return list.items('a list of exchanges, or a HAR').map((item) => ({
    exchange: readExchange(item),
    credentialsUnknown: false,
    delivered: false,
    preflightAlone: false,
    notes: [],
  }));
}

function readExchange(item: Member): Exchange {
  item.object('an exchange: an object with request, preflight and response');
  const hops = item.at('hops');
  return {
    request: readRequest(item.at('request')),
    ...(hops.isAbsent ? {} : { hops: hops.items('a list of redirects').map(readHop) }),
    preflight: readAnswerOrNull(item.at('preflight')),
    response: readAnswerOrNull(item.at('response')),
  };
}

function readRequest(item: Member): BrowserRequest {
  item.object('an object with origin, method, url, headers and credentials');
  const mode = item.at('mode');
  const force = item.at('forcePreflight');
  if (!force.isAbsent && typeof force.json !== 'boolean') {
    throw force.wrong('true or false');
  }
  return {
    origin: item.at('origin').text('the origin of the page, such as "https://app.example.com", or "null"'),
    method: item.at('method').text('a method, such as "PUT"'),
    url: item.at('url').text('an absolute URL'),
    headers: readHeaders(item.at('headers')),
    credentials: item.at('credentials').oneOf(['omit', 'same-origin', 'include']),
    ...(mode.isAbsent ? {} : { mode: mode.oneOf(MODES) }),
    ...(force.json === true ? { forcePreflight: true } : {}),
  };
}

function readHop(item: Member): Hop {
  const preflight = item.at('preflight');
  return { ...readAnswer(item), ...(preflight.isAbsent ? {} : { preflight: readAnswerOrNull(preflight) }) };
}

function readAnswerOrNull(item: Member): Answer | null {
  return item.json === null ? null : readAnswer(item);
}

function readAnswer(item: Member): Answer {
  item.object('an object with status and headers, or null where no answer was seen');
  const status = item.at('status');
  if (typeof status.json !== 'number' || !Number.isInteger(status.json) || status.json < 100 || status.json > 999) {
    throw status.wrong(STATUS);
  }
  return { status: status.json, headers: readHeaders(item.at('headers')) };
}

/** A list stands for several lines of one name. */
function readHeaders(item: Member): HeaderLines {
  return Object.keys(item.object(HEADERS)).flatMap((name): readonly HeaderLine[] => {
    const value = item.at(name);
    return typeof value.json === 'string'
      ? [[name, value.json]]
      : value.items('a text or a list of texts').map((line) => [name, line.text('a text')]);
  });
}
