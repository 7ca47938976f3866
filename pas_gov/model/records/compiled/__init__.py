"""The schemas that every gate needs as code, as fastjsonschema makes it: written by .ci/compiled_schemas.py."""
