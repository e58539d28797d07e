"""Completes what a handler answers to a proxy request, in version 1.0 of the payload.

The rules are those of src/lambda/ of the package, which holds the same for Node.js; a test compares the two.
"""

import re

ALLOW_ORIGIN = "Access-Control-Allow-Origin"
ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials"
EXPOSE_HEADERS = "Access-Control-Expose-Headers"
VARY = "Vary"


class Request:
    """What a request says about the headers of its answer, read before the handler has the event, which it may change."""

    def __init__(self, event):
        headers, context = event.get("headers"), event["requestContext"]
        self.origin = _origin_of(headers, event.get("multiValueHeaders"))
        # API Gateway takes both maps and merges them; a load balancer reads the one in which it asks.
        self.reads = None if context.get("elb") is None else "multiValueHeaders" if headers is None else "headers"


def read_request(event):
    """The request that an event is: from a REST API, an HTTP API that speaks version 1.0, or a load balancer; else None."""
    return Request(event) if _is_proxy_event(event) else None


def complete_result(result, request, policy):
    """The result with the headers that it lacks, in a new dict: a handler may return one dict twice."""
    if not isinstance(result, dict):
        return result
    headers, lists = result.get("headers"), result.get("multiValueHeaders")
    if not (_is_headers(headers) and _is_headers(lists)):
        return result
    missing, varied = {}, {}
    origin_is_theirs = any(_values((headers, lists), name) for name in (ALLOW_ORIGIN, ALLOW_CREDENTIALS))
    for name, value in cors_headers(policy, request.origin).items():
        if not _values((headers, lists), name):
            if not (origin_is_theirs and name in (ALLOW_ORIGIN, ALLOW_CREDENTIALS)):
                missing[name] = value
        elif name == VARY:
            varied = _with_vary_origin(headers, lists)
    if not missing and not varied:
        return result
    place = request.reads or ("multiValueHeaders" if headers is None and lists is not None else "headers")
    added = missing if place == "headers" else {name: [value] for name, value in missing.items()}
    answer = {**result, **varied}
    answer[place] = {**(answer.get(place) or {}), **added}
    return answer


def cors_headers(policy, origin):
    """What the answer to a request of this origin carries, as the answers do that API Gateway makes."""
    sole = policy.for_everybody
    headers = {}
    allow_origin = sole if sole is not None else origin if origin is not None and policy.allows(origin) else ""
    if allow_origin:
        headers[ALLOW_ORIGIN] = allow_origin
        if policy.allow_credentials:
            headers[ALLOW_CREDENTIALS] = "true"
    if policy.expose_headers:
        headers[EXPOSE_HEADERS] = ",".join(policy.expose_headers)
    if sole is None:
        headers[VARY] = "Origin"
    return headers


def _is_proxy_event(event):
    return (
        isinstance(event, dict)
        and isinstance(event.get("httpMethod"), str)
        and isinstance(event.get("requestContext"), dict)
        and event.get("version") in (None, "1.0")
        and event.get("methodArn") is None
        and _is_headers(event.get("headers"))
        and _is_headers(event.get("multiValueHeaders"))
    )


def _origin_of(headers, lists):
    """The Origin header; None where there is none, and where there are several, which no browser sends."""
    values = _values((headers, lists), "origin")
    first = values[0] if values else None
    return first if isinstance(first, str) and all(value == first for value in values) else None


def _with_vary_origin(headers, lists):
    """The map that holds Vary, with Origin in it; nothing where it has that."""
    names = re.split(r"[ \t,]+", _text(_values((headers, lists), VARY)).lower())
    if "origin" in names or "*" in names:
        return {}
    for name, values in (lists or {}).items():
        if _is_name(name, VARY):
            return {"multiValueHeaders": {**lists, name: [*_as_list(values), "Origin"]}}
    for name, value in (headers or {}).items():
        if _is_name(name, VARY):
            text = _text(value)
            return {"headers": {**headers, name: text + ", Origin" if text.strip() else "Origin"}}
    return {}


def _values(maps, name):
    found = []
    for headers in maps:
        for key, value in (headers or {}).items():
            if _is_name(key, name):
                found.extend(value if _is_list(value) else [value])
    return found


def _is_name(key, name):
    """JSON takes keys that are no texts."""
    return str(key).lower() == name.lower()


def _as_list(value):
    return value if _is_list(value) else [] if value is None else [value]


def _is_list(value):
    """JSON makes a list of both."""
    return isinstance(value, (list, tuple))


def _text(value):
    """The text of a header as JSON would have its parts, and not as Python shows them."""
    if _is_list(value):
        return ",".join(map(_text, value))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _is_headers(value):
    return value is None or isinstance(value, dict)
