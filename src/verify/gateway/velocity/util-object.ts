import { Undetermined } from './undetermined';
import { type HostObject, readJson, type VelocityValue } from './values';

/**
 * `$util`, where its answer is beyond doubt.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#util-template-reference
 */
export class UtilObject implements HostObject {
  readonly host = '$util';

  property(name: string): VelocityValue {
    throw new Undetermined(`$util.${name} is not covered`);
  }

  call(name: string, args: readonly VelocityValue[]): VelocityValue {
    const [text] = args;
    const implementation = METHODS.get(name);
    if (implementation === undefined || args.length !== 1 || typeof text !== 'string') {
      throw new Undetermined(`$util.${name}() is not covered, or not for what it is given here`);
    }
    return implementation(text);
  }

  assign(name: string): void {
    throw new Undetermined(`$util.${name} is set`);
  }
}

const METHODS: ReadonlyMap<string, (text: string) => VelocityValue> = new Map<string, (text: string) => VelocityValue>([
  ['escapeJavaScript', escapeJavaScript],
  ['parseJson', parseJson],
  ['urlEncode', urlEncode],
  ['urlDecode', urlDecode],
  ['base64Encode', (text) => Buffer.from(text, 'utf8').toString('base64')],
  ['base64Decode', base64Decode],
]);

/** Quotes, backslashes and line ends; how it writes slashes, controls and what is not ASCII is left open. */
function escapeJavaScript(text: string): string {
  if (/[^\x20-\x7e\n\r\t]|[/<>&]/.test(text)) {
    throw new Undetermined('$util.escapeJavaScript() of a text with slashes, controls or characters beyond ASCII');
  }
  const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return text.replace(/["'\\\n\r\t]/g, (character) => named[character] ?? `\\${character}`);
}

function base64Decode(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  const decoded = bytes.toString('utf8');
  if (bytes.toString('base64') !== text || !Buffer.from(decoded, 'utf8').equals(bytes)) {
    throw new Undetermined('$util.base64Decode() of what is no Base64, or no text in it');
  }
  return decoded;
}

function parseJson(text: string): VelocityValue {
  try {
    return readJson(text);
  } catch (error) {
    throw error instanceof Undetermined ? error : new Undetermined('$util.parseJson() of a text that is no JSON');
  }
}

/** As java.net.URLEncoder: a space is "+", and of the marks only "*", "-", "." and "_" stay. */
function urlEncode(text: string): string {
  try {
    return encodeURIComponent(text)
      .replace(/%20/g, '+')
      .replace(/[!'()~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  } catch {
    throw new Undetermined('$util.urlEncode() of half a character');
  }
}

function urlDecode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    throw new Undetermined('$util.urlDecode() of a text that is not URL-encoded');
  }
}
