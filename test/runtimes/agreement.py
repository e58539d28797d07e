"""Reads cases from standard input, a line of JSON each, and writes what the layer makes of each."""

import json
import sys

from cdk_apigateway_cors_layer.policy import read_policy
from cdk_apigateway_cors_layer.response import complete_result, read_request

for line in sys.stdin:
    case = json.loads(line)
    policy = read_policy(case["environment"])
    if "origins" in case:
        print(json.dumps([policy.allows(origin) for origin in case["origins"]]))
    else:
        request, result = read_request(case["event"]), case["result"]
        print(json.dumps(result if request is None else complete_result(result, request, policy)))
