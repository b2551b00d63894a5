#!/usr/bin/env python3
"""The JSON of the samples is of the form of docs/account.schema.json, in both layers. Needs jsonschema (python3-jsonschema)."""
import json
import os
import pathlib
import subprocess
import sys

try:
    import jsonschema
    validator_class = jsonschema.Draft202012Validator
except (ImportError, AttributeError):
    print("SKIP: no jsonschema 4 for python3", file=sys.stderr)
    sys.exit(77)

top = pathlib.Path(os.environ["SOURCE_DIR"])
schema = json.loads((top / "docs/account.schema.json").read_text())
validator_class.check_schema(schema)
validator = validator_class(schema)
failed = 0
for command in ("account", "conflicts"):
    run = subprocess.run([os.environ["COPYTASTER"], command, "--json", str(top / "samples")],
                         capture_output=True, check=True)
    document = json.loads(run.stdout)
    assert document["stories"], f"{command}: no stories"
    for error in list(validator.iter_errors(document))[:10]:
        failed += 1
        print(f"{command}: {error.json_path}: {error.message[:300]}", file=sys.stderr)
sys.exit(failed > 0)
