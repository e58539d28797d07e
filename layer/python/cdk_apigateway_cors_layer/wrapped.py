"""The handler that the Python runtime is started with: the function's own, wrapped."""

import importlib
import os
import sys

from .policy import read_policy
from .response import complete_result, read_request

POLICY_VARIABLE = "CDK_APIGATEWAY_CORS"
HANDLER_VARIABLE = "CDK_APIGATEWAY_CORS_HANDLER"


def load_handler(setting):
    """The function that a handler setting names, `folder/module.name` or `package.module.name`; None where it is not there."""
    module, _, name = setting.rpartition(".")
    found = getattr(importlib.import_module(module.replace("/", ".")), name, None)
    if found is None:
        _log("handler-not-found: module %r has no %r" % (module, name))
    return found


def with_cors(handler, text):
    """The handler with the headers of the policy on what it returns. What it raises is raised as before."""
    policy = None if text is None else read_policy(text)
    if policy is None:
        _log(
            "cors-policy-unreadable: %s is %r and not the policy that RestApiCors writes, so no CORS header is added. "
            "Fix: deploy again." % (POLICY_VARIABLE, text)
        )
        return handler

    def wrapped(event, context):
        request = read_request(event)
        result = handler(event, context)
        return result if request is None else complete_result(result, request, policy)

    return wrapped


def _log(text):
    print("cdk-apigateway-cors: " + text, file=sys.stderr)


# The function's code finds the environment that it had without the layer.
os.environ["_HANDLER"] = os.environ.pop(HANDLER_VARIABLE)

_own = load_handler(os.environ["_HANDLER"])
if _own is not None:  # else the runtime misses the handler, as it did
    handler = with_cors(_own, os.environ.get(POLICY_VARIABLE))
