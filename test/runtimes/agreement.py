"""Reads cases from standard input, a line of JSON each, and writes what the layer makes of each."""

import json
import sys

from cdk_apigateway_cors_layer.policy import read_policy
from cdk_apigateway_cors_layer.response import complete_result, is_proxy_event

for line in sys.stdin:
    case = json.loads(line)
    policy = read_policy(case["environment"])
    if "origins" in case:
        print(json.dumps([policy.allows(origin) for origin in case["origins"]]))
    else:
        event, result = case["event"], case["result"]
        print(json.dumps(complete_result(result, event, policy) if is_proxy_event(event) else result))
