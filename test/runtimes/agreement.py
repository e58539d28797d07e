"""Reads cases from standard input, a line of JSON each, and writes what the layer makes of each."""

import json
import sys

from cdk_apigateway_cors_layer.policy import read_policy
from cdk_apigateway_cors_layer.response import complete_result, read_request


def in_tuples(value):
    """The same value as JSON, as a handler may write it too: tuples are lists, and numbers can be keys."""
    if isinstance(value, list):
        return tuple(in_tuples(item) for item in value)
    if isinstance(value, dict):
        return {int(key) if key.isdigit() else key: in_tuples(item) for key, item in value.items()}
    return value


for line in sys.stdin:
    case = json.loads(line)
    policy = read_policy(case["environment"])
    if "origins" in case:
        print(json.dumps([policy.allows(origin) for origin in case["origins"]]))
    else:
        request = read_request(case["event"])
        result = in_tuples(case["result"]) if case["inTuples"] else case["result"]
        print(json.dumps(result if request is None else complete_result(result, request, policy)))
