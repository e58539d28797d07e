"""Prints how many microseconds the layer takes for an answer: events, policy and count come as JSON."""

import json
import sys
import time

from cdk_apigateway_cors_layer.policy import read_policy
from cdk_apigateway_cors_layer.response import complete_result, read_request

case = json.loads(sys.stdin.read())
policy = read_policy(case["environment"])
result = case["result"]
start = time.perf_counter()
for _ in range(case["count"]):
    complete_result(result, read_request(case["event"]), policy)
print((time.perf_counter() - start) / case["count"] * 1e6)
