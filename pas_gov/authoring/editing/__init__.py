"""Writing records so that everything else in their files stays as it is. The only importer of ruamel.yaml."""

from pas_gov.authoring.editing.edits import Append, Edit, Remove, Set, Value
from pas_gov.authoring.editing.formatting import formatted
from pas_gov.authoring.editing.writing import edited, written

__all__ = ["Append", "Edit", "Remove", "Set", "Value", "edited", "formatted", "written"]
