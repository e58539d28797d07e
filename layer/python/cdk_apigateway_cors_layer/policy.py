"""The policy of a function, as RestApiCors writes it into the environment, and the origins that it allows."""

import json
import re

MOST_LABELS = 126

_PATTERN = re.compile(r"([a-z][a-z0-9+.-]*)://(\*\*?\.)?([^*]+?)(?::(\*|[1-9][0-9]{0,4}))?", re.ASCII)
_LABEL = re.compile(r"[a-z0-9_-]{1,63}", re.ASCII)
_PORT = re.compile(r"[1-9][0-9]{0,4}", re.ASCII)


class Policy:
    """What is not said is not allowed."""

    def __init__(self, origins, patterns, credentials, exposed):
        self.allow_origins = origins
        # No browser takes the two together, and nothing here makes them pass.
        self.allow_credentials = credentials and origins != "*"
        self.expose_headers = exposed
        self._patterns = [found for found in map(_PATTERN.fullmatch, patterns) if found]
        everybody = ["*"] if origins == "*" else origins
        self.for_everybody = everybody[0] if len(everybody) == 1 and not patterns else None

    def allows(self, origin):
        """Whether a page of this origin, the Origin header byte for byte, may read an answer."""
        return (
            self.allow_origins == "*"
            or origin in self.allow_origins
            or any(_matches(pattern.groups(), origin) for pattern in self._patterns)
        )


def read_policy(text):
    """The policy that a text holds; None where it holds none."""
    try:
        raw = json.loads(text)
    except ValueError:
        return None
    if not isinstance(raw, dict):
        return None
    origins = raw.get("allowOrigins")
    patterns = raw.get("allowOriginPatterns", [])
    credentials = raw.get("allowCredentials", False)
    exposed = raw.get("exposeHeaders", [])
    if not (
        (origins == "*" or _are_texts(origins))
        and _are_texts(patterns)
        and isinstance(credentials, bool)
        and _are_texts(exposed)
    ):
        return None
    return Policy(origins, patterns, credentials, exposed)


def _are_texts(items):
    return isinstance(items, list) and all(isinstance(item, str) for item in items)


def _matches(pattern, origin):
    scheme, stars, host, port = pattern
    prefix = scheme + "://"
    if not origin.startswith(prefix):
        return False
    authority = origin[len(prefix) :]
    if port == "*":
        return _host_matches(stars, host, _without_port(authority))
    suffix = "" if port is None else ":" + port
    return authority.endswith(suffix) and _host_matches(stars, host, authority[: len(authority) - len(suffix)])


def _without_port(authority):
    colon = authority.rfind(":")
    if colon <= authority.rfind("]"):
        return authority
    port = authority[colon + 1 :]
    return authority[:colon] if _PORT.fullmatch(port) and int(port) <= 65535 else authority


def _host_matches(stars, host, found):
    if stars is None:
        return found == host
    if not found.endswith("." + host):
        return False
    labels = found[: -len(host) - 1].split(".")
    most = 1 if stars == "*." else MOST_LABELS
    return len(labels) <= most and all(_LABEL.fullmatch(label) for label in labels)
