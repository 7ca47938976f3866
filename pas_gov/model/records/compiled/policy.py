"""Checks a policy as its schema says: written by .ci/compiled_schemas.py, never by hand."""

VERSION = "2.22.3"
from decimal import Decimal
import re
from fastjsonschema import JsonSchemaValueException, JsonSchemaValuesException


REGEX_PATTERNS = {
    '^(/[^/]*)*$': re.compile('^(/[^/]*)*\\Z'),
    '^[a-zA-Z_][a-zA-Z0-9_]*$': re.compile('^[a-zA-Z_][a-zA-Z0-9_]*\\Z'),
    '\\S': re.compile('\\S'),
    '^[a-z0-9]+(-[a-z0-9]+)*$': re.compile('^[a-z0-9]+(-[a-z0-9]+)*\\Z')
}

NoneType = type(None)

def validate_urn_pas_gov_policy_v1(data, custom_formats={}, name_prefix=None):
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + "")
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        if not {'schema', 'id', 'title', 'enforcement', 'scope', 'require'} <= data.keys():
            raise JsonSchemaValueException("" + "")
        if "schema" in data:
            data__schema = data["schema"]
            if not (isinstance(data__schema, str) and data__schema == 'pas.policy/v1'):
                raise JsonSchemaValueException("" + "")
        if "id" in data:
            data__id = data["id"]
            validate___definitions_id(data__id, custom_formats, "")
        if "title" in data:
            data__title = data["title"]
            validate___definitions_said(data__title, custom_formats, "")
        if "why" in data:
            data__why = data["why"]
            validate___definitions_text(data__why, custom_formats, "")
        if "enforcement" in data:
            data__enforcement = data["enforcement"]
            if not (isinstance(data__enforcement, str) and data__enforcement == 'block' or isinstance(data__enforcement, str) and data__enforcement == 'warn' or isinstance(data__enforcement, str) and data__enforcement == 'note'):
                raise JsonSchemaValueException("" + "")
        if "scope" in data:
            data__scope = data["scope"]
            if not (isinstance(data__scope, str) and data__scope == 'promise' or isinstance(data__scope, str) and data__scope == 'change' or isinstance(data__scope, str) and data__scope == 'alignment' or isinstance(data__scope, str) and data__scope == 'zone' or isinstance(data__scope, str) and data__scope == 'stack'):
                raise JsonSchemaValueException("" + "")
        if "match" in data:
            data__match = data["match"]
            if not isinstance(data__match, (dict, NoneType)):
                raise JsonSchemaValueException("" + "")
            data__match_is_dict = isinstance(data__match, dict)
            if data__match_is_dict:
                if "layer" in data__match:
                    data__match__layer = data__match["layer"]
                    if not isinstance(data__match__layer, (list, tuple)):
                        raise JsonSchemaValueException("" + "")
                    data__match__layer_is_list = isinstance(data__match__layer, (list, tuple))
                    if data__match__layer_is_list:
                        data__match__layer_len = len(data__match__layer)
                        if data__match__layer_len < 1:
                            raise JsonSchemaValueException("" + "")
                        def fn(var): return frozenset(dict((k, fn(v)) for k, v in var.items()).items()) if hasattr(var, "items") else tuple(fn(v) for v in var) if isinstance(var, (dict, list)) else (bool, var) if isinstance(var, bool) else var
                        if data__match__layer_len > 1 and data__match__layer_len > len(set(fn(data__match__layer_x) for data__match__layer_x in data__match__layer)):
                            raise JsonSchemaValueException("" + "")
                        for data__match__layer_x, data__match__layer_item in enumerate(data__match__layer):
                            if not (isinstance(data__match__layer_item, str) and data__match__layer_item == 'core' or isinstance(data__match__layer_item, str) and data__match__layer_item == 'supporting' or isinstance(data__match__layer_item, str) and data__match__layer_item == 'conditional' or isinstance(data__match__layer_item, str) and data__match__layer_item == 'experimental' or isinstance(data__match__layer_item, str) and data__match__layer_item == 'legacy'):
                                raise JsonSchemaValueException("" + "" + " must be one of ['core', 'supporting', 'conditional', 'experimental', 'legacy']")
                if "status" in data__match:
                    data__match__status = data__match["status"]
                    if not isinstance(data__match__status, (list, tuple)):
                        raise JsonSchemaValueException("" + "")
                    data__match__status_is_list = isinstance(data__match__status, (list, tuple))
                    if data__match__status_is_list:
                        data__match__status_len = len(data__match__status)
                        if data__match__status_len < 1:
                            raise JsonSchemaValueException("" + "")
                        def fn(var): return frozenset(dict((k, fn(v)) for k, v in var.items()).items()) if hasattr(var, "items") else tuple(fn(v) for v in var) if isinstance(var, (dict, list)) else (bool, var) if isinstance(var, bool) else var
                        if data__match__status_len > 1 and data__match__status_len > len(set(fn(data__match__status_x) for data__match__status_x in data__match__status)):
                            raise JsonSchemaValueException("" + "")
                        for data__match__status_x, data__match__status_item in enumerate(data__match__status):
                            if not (isinstance(data__match__status_item, str) and data__match__status_item == 'proposed' or isinstance(data__match__status_item, str) and data__match__status_item == 'active' or isinstance(data__match__status_item, str) and data__match__status_item == 'superseded' or isinstance(data__match__status_item, str) and data__match__status_item == 'retired'):
                                raise JsonSchemaValueException("" + "" + " must be one of ['proposed', 'active', 'superseded', 'retired']")
                if "kinds" in data__match:
                    data__match__kinds = data__match["kinds"]
                    if not isinstance(data__match__kinds, (list, tuple)):
                        raise JsonSchemaValueException("" + "")
                    data__match__kinds_is_list = isinstance(data__match__kinds, (list, tuple))
                    if data__match__kinds_is_list:
                        data__match__kinds_len = len(data__match__kinds)
                        if data__match__kinds_len < 1:
                            raise JsonSchemaValueException("" + "")
                        def fn(var): return frozenset(dict((k, fn(v)) for k, v in var.items()).items()) if hasattr(var, "items") else tuple(fn(v) for v in var) if isinstance(var, (dict, list)) else (bool, var) if isinstance(var, bool) else var
                        if data__match__kinds_len > 1 and data__match__kinds_len > len(set(fn(data__match__kinds_x) for data__match__kinds_x in data__match__kinds)):
                            raise JsonSchemaValueException("" + "")
                        for data__match__kinds_x, data__match__kinds_item in enumerate(data__match__kinds):
                            if not (isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'made' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'erased' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'moved' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'activated' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'superseded' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'retired' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'reinstated' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'relayered' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'reworded' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'weakened' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'strengthened' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'terms-changed' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'narrowed' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'widened' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'condition-changed' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'zone-entered' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'zone-left' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'zone-reworded' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'extended' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'shortened' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'ending-changed' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'reowned' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'realigned' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'attested' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'noticed' or isinstance(data__match__kinds_item, str) and data__match__kinds_item == 'edited'):
                                raise JsonSchemaValueException("" + "" + " must be one of ['made', 'erased', 'moved', 'activated', 'superseded', 'retired', 'reinstated', 'relayered', 'reworded', 'weakened', 'strengthened', 'terms-changed', 'narrowed', 'widened', 'condition-changed', 'zone-entered', 'zone-left', 'zone-reworded', 'extended', 'shortened', 'ending-changed', 'reowned', 'realigned', 'attested', 'noticed', 'edited']")
                if "target_layer" in data__match:
                    data__match__targetlayer = data__match["target_layer"]
                    if not isinstance(data__match__targetlayer, (list, tuple)):
                        raise JsonSchemaValueException("" + "")
                    data__match__targetlayer_is_list = isinstance(data__match__targetlayer, (list, tuple))
                    if data__match__targetlayer_is_list:
                        data__match__targetlayer_len = len(data__match__targetlayer)
                        if data__match__targetlayer_len < 1:
                            raise JsonSchemaValueException("" + "")
                        def fn(var): return frozenset(dict((k, fn(v)) for k, v in var.items()).items()) if hasattr(var, "items") else tuple(fn(v) for v in var) if isinstance(var, (dict, list)) else (bool, var) if isinstance(var, bool) else var
                        if data__match__targetlayer_len > 1 and data__match__targetlayer_len > len(set(fn(data__match__targetlayer_x) for data__match__targetlayer_x in data__match__targetlayer)):
                            raise JsonSchemaValueException("" + "")
                        for data__match__targetlayer_x, data__match__targetlayer_item in enumerate(data__match__targetlayer):
                            if not (isinstance(data__match__targetlayer_item, str) and data__match__targetlayer_item == 'core' or isinstance(data__match__targetlayer_item, str) and data__match__targetlayer_item == 'supporting' or isinstance(data__match__targetlayer_item, str) and data__match__targetlayer_item == 'conditional' or isinstance(data__match__targetlayer_item, str) and data__match__targetlayer_item == 'experimental' or isinstance(data__match__targetlayer_item, str) and data__match__targetlayer_item == 'legacy'):
                                raise JsonSchemaValueException("" + "" + " must be one of ['core', 'supporting', 'conditional', 'experimental', 'legacy']")
                if "zone" in data__match:
                    data__match__zone = data__match["zone"]
                    if not isinstance(data__match__zone, (list, tuple)):
                        raise JsonSchemaValueException("" + "")
                    data__match__zone_is_list = isinstance(data__match__zone, (list, tuple))
                    if data__match__zone_is_list:
                        data__match__zone_len = len(data__match__zone)
                        if data__match__zone_len < 1:
                            raise JsonSchemaValueException("" + "")
                        def fn(var): return frozenset(dict((k, fn(v)) for k, v in var.items()).items()) if hasattr(var, "items") else tuple(fn(v) for v in var) if isinstance(var, (dict, list)) else (bool, var) if isinstance(var, bool) else var
                        if data__match__zone_len > 1 and data__match__zone_len > len(set(fn(data__match__zone_x) for data__match__zone_x in data__match__zone)):
                            raise JsonSchemaValueException("" + "")
                        for data__match__zone_x, data__match__zone_item in enumerate(data__match__zone):
                            if not (isinstance(data__match__zone_item, str) and data__match__zone_item == 'sales-marketing' or isinstance(data__match__zone_item, str) and data__match__zone_item == 'product-capability' or isinstance(data__match__zone_item, str) and data__match__zone_item == 'delivery-support' or isinstance(data__match__zone_item, str) and data__match__zone_item == 'documentation-knowledge' or isinstance(data__match__zone_item, str) and data__match__zone_item == 'ai-automation'):
                                raise JsonSchemaValueException("" + "" + " must be one of ['sales-marketing', 'product-capability', 'delivery-support', 'documentation-knowledge', 'ai-automation']")
                if not data__match.keys() <= {"layer", "status", "kinds", "target_layer", "zone"}:
                    raise JsonSchemaValueException("" + ""+""+" properties")
        if "params" in data:
            data__params = data["params"]
            if not isinstance(data__params, (dict, NoneType)):
                raise JsonSchemaValueException("" + "")
            data__params_is_dict = isinstance(data__params, dict)
            if data__params_is_dict:
                data__params_len = len(data__params)
                if data__params_len != 0:
                    data__params_property_names = True
                    for data__params_key in data__params:
                        try:
                            validate___definitions_name(data__params_key, custom_formats, "")
                        except (JsonSchemaValueException, JsonSchemaValuesException):
                            data__params_property_names = False
                    if not data__params_property_names:
                        raise JsonSchemaValueException("" + "")
        if "variables" in data:
            data__variables = data["variables"]
            if not isinstance(data__variables, (list, tuple, NoneType)):
                raise JsonSchemaValueException("" + "")
            data__variables_is_list = isinstance(data__variables, (list, tuple))
            if data__variables_is_list:
                data__variables_len = len(data__variables)
                for data__variables_x, data__variables_item in enumerate(data__variables):
                    if not isinstance(data__variables_item, (dict)):
                        raise JsonSchemaValueException("" + "" + " must be object")
                    data__variables_item_is_dict = isinstance(data__variables_item, dict)
                    if data__variables_item_is_dict:
                        if not {'name', 'cel'} <= data__variables_item.keys():
                            raise JsonSchemaValueException("" + "" + " must contain ")
                        if "name" in data__variables_item:
                            data__variables_item__name = data__variables_item["name"]
                            validate___definitions_name(data__variables_item__name, custom_formats, "")
                        if "cel" in data__variables_item:
                            data__variables_item__cel = data__variables_item["cel"]
                            validate___definitions_said(data__variables_item__cel, custom_formats, "")
                        if not data__variables_item.keys() <= {"name", "cel"}:
                            raise JsonSchemaValueException("" + "" + " must not contain "+""+" properties")
        if "when" in data:
            data__when = data["when"]
            if not isinstance(data__when, (str, bool, NoneType)):
                raise JsonSchemaValueException("" + "")
        if "each" in data:
            data__each = data["each"]
            if not isinstance(data__each, (dict, NoneType)):
                raise JsonSchemaValueException("" + "")
            data__each_is_dict = isinstance(data__each, dict)
            if data__each_is_dict:
                if not {'name', 'in'} <= data__each.keys():
                    raise JsonSchemaValueException("" + "")
                if "name" in data__each:
                    data__each__name = data__each["name"]
                    validate___definitions_name(data__each__name, custom_formats, "")
                if "in" in data__each:
                    data__each__in = data__each["in"]
                    validate___definitions_said(data__each__in, custom_formats, "")
                if not data__each.keys() <= {"name", "in"}:
                    raise JsonSchemaValueException("" + ""+""+" properties")
        if "require" in data:
            data__require = data["require"]
            if not isinstance(data__require, (str, bool)):
                raise JsonSchemaValueException("" + "")
        if "message" in data:
            data__message = data["message"]
            validate___definitions_said(data__message, custom_formats, "")
        if "remedy" in data:
            data__remedy = data["remedy"]
            validate___definitions_text(data__remedy, custom_formats, "")
        if "cause" in data:
            data__cause = data["cause"]
            validate___definitions_text(data__cause, custom_formats, "")
        if "at" in data:
            data__at = data["at"]
            if not isinstance(data__at, (str)):
                raise JsonSchemaValueException("" + "")
            if isinstance(data__at, str):
                if not REGEX_PATTERNS['^(/[^/]*)*$'].search(data__at):
                    raise JsonSchemaValueException("" + "")
        if "waivable" in data:
            data__waivable = data["waivable"]
            if not isinstance(data__waivable, (bool)):
                raise JsonSchemaValueException("" + "")
        if not data.keys() <= {"schema", "id", "title", "why", "enforcement", "scope", "match", "params", "variables", "when", "each", "require", "message", "remedy", "cause", "at", "waivable"}:
            raise JsonSchemaValueException("" + ""+""+" properties")
    return data

def validate___definitions_name(data, custom_formats={}, name_prefix=None):
    if not isinstance(data, (str)):
        raise JsonSchemaValueException("" + "")
    if isinstance(data, str):
        data_len = len(data)
        if data_len > 64:
            raise JsonSchemaValueException("" + "")
        if not REGEX_PATTERNS['^[a-zA-Z_][a-zA-Z0-9_]*$'].search(data):
            raise JsonSchemaValueException("" + "")
    return data

def validate___definitions_text(data, custom_formats={}, name_prefix=None):
    if not isinstance(data, (str)):
        raise JsonSchemaValueException("" + "")
    return data

def validate___definitions_said(data, custom_formats={}, name_prefix=None):
    if not isinstance(data, (str)):
        raise JsonSchemaValueException("" + "")
    if isinstance(data, str):
        if not REGEX_PATTERNS['\\S'].search(data):
            raise JsonSchemaValueException("" + "")
    return data

def validate___definitions_id(data, custom_formats={}, name_prefix=None):
    if not isinstance(data, (str)):
        raise JsonSchemaValueException("" + "")
    if isinstance(data, str):
        data_len = len(data)
        if data_len > 64:
            raise JsonSchemaValueException("" + "")
        if not REGEX_PATTERNS['^[a-z0-9]+(-[a-z0-9]+)*$'].search(data):
            raise JsonSchemaValueException("" + "")
    return data


check = validate_urn_pas_gov_policy_v1
