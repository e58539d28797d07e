"""The layer of cdk-apigateway-cors for Python functions: CORS headers on what a handler returns."""
