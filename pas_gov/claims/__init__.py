"""Claims at any scale: a stack frozen into one file, and records in Arrow scanned with it, with no git and no files.

:func:`read_frozen` takes the file that ``pas-gov scan --freeze FILE`` writes; :func:`scan` and :func:`scan_batches`
hold records against it, on one machine or on many (docs/scale.md). These need pyarrow (the extra ``warehouse``).
"""

from pas_gov.claims.batches import scan, scan_batches
from pas_gov.claims.frozen_file import FrozenStack, read_frozen
from pas_gov.claims.refusal import Refused
from pas_gov.claims.rows import row_schema, spark_schema

__all__ = ["FrozenStack", "Refused", "read_frozen", "row_schema", "scan", "scan_batches", "spark_schema"]
