import { codeOf, InputError, messageOf } from '../input-error';

/** Why there was no answer, in a line. */
export function networkProblem(url: URL, error: unknown, seconds: number): InputError {
  return new InputError(`${url.origin}: ${describe(url, error, seconds)}`);
}

function describe(url: URL, error: unknown, seconds: number): string {
  const code = codeOf(error);
  const message = messageOf(error);
  if (code === 'ABORT_ERR') {
    return `no answer within ${seconds} s (--timeout)`;
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    return 'the headers of the answer are larger than 64 KB';
  }
  if (code.startsWith('HPE_')) {
    return `what answers there does not speak HTTP (${message.replace(/^Parse Error: /, '')})`;
  }
  if (isTlsProblem(code, message)) {
    return `TLS failed, and a browser would not go on either: ${tlsText(code, message)}`;
  }
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host name ${url.hostname} is not known`;
    case 'ECONNREFUSED':
      return `the connection was refused: nothing listens at port ${url.port || (url.protocol === 'https:' ? 443 : 80)}`;
    case 'ECONNRESET':
    case 'EPIPE':
      return 'the connection was closed before there was an answer';
    case 'ETIMEDOUT':
      return 'no connection: the host does not answer';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'no connection: there is no way to the host';
    default:
      return message === '' ? code : message;
  }
}

/** OpenSSL's names of what is wrong with a certificate are many; none of the system's own errors is among them. */
function isTlsProblem(code: string, message: string): boolean {
  return (
    /CERT|SIGNATURE|ISSUER|^ERR_TLS|^ERR_SSL|^EPROTO$|CRL|^UNABLE_TO/.test(code) || /\bSSL\b|\bTLS\b/.test(message)
  );
}

function tlsText(code: string, message: string): string {
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return 'the certificate is self-signed';
    case 'CERT_HAS_EXPIRED':
      return 'the certificate has expired';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'the certificate is for another host name';
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return 'nobody known has signed the certificate';
    default:
      return /wrong version number|packet length too long|record layer/i.test(message)
        ? 'what answers there does not speak TLS'
        : `${code || message}`;
  }
}
