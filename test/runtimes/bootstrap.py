"""Starts the runtime interface client of Python as a managed runtime does: by what the environment says."""

import os
import sys

from awslambdaric.__main__ import main

sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
main([sys.argv[0], os.environ["_HANDLER"]])
