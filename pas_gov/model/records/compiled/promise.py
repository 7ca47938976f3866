"""Checks a promise as its schema says: written by .ci/compiled_schemas.py, never by hand."""

VERSION = "2.22.3"
from decimal import Decimal
import re
from fastjsonschema import JsonSchemaValueException, JsonSchemaValuesException


REGEX_PATTERNS = {
    '^([0-9]{4}-[0-9]{2}-[0-9]{2}|forever)$': re.compile('^([0-9]{4}-[0-9]{2}-[0-9]{2}|forever)\\Z'),
    '^w1:[0-9a-f]{32}$': re.compile('^w1:[0-9a-f]{32}\\Z'),
    '^https?://\\S+$': re.compile('^https?://\\S+\\Z'),
    '^r1:[0-9a-f]{32}$': re.compile('^r1:[0-9a-f]{32}\\Z'),
    '^([0-9]{1,15}(\\.[0-9]{1,15})?(s|m|h|d|w|bh|bd)|-?[0-9]{1,15}(\\.[0-9]{1,15})?%)$': re.compile('^([0-9]{1,15}(\\.[0-9]{1,15})?(s|m|h|d|w|bh|bd)|-?[0-9]{1,15}(\\.[0-9]{1,15})?%)\\Z'),
    '^[0-9]{4}-[0-9]{2}-[0-9]{2}$': re.compile('^[0-9]{4}-[0-9]{2}-[0-9]{2}\\Z'),
    '\\S': re.compile('\\S'),
    '^[a-z0-9]+(-[a-z0-9]+)*$': re.compile('^[a-z0-9]+(-[a-z0-9]+)*\\Z')
}

NoneType = type(None)

def validate_urn_pas_gov_promise_v1(data, custom_formats={}, name_prefix=None):
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + "")
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        if not {'schema', 'id', 'title', 'layer', 'status', 'owner', 'made', 'statement', 'audience'} <= data.keys():
            raise JsonSchemaValueException("" + "")
        if "schema" in data:
            data__schema = data["schema"]
            if not (isinstance(data__schema, str) and data__schema == 'pas.promise/v1'):
                raise JsonSchemaValueException("" + "")
        if "id" in data:
            data__id = data["id"]
            validate___definitions_id(data__id, custom_formats, "")
        if "title" in data:
            data__title = data["title"]
            validate___definitions_said(data__title, custom_formats, "")
        if "layer" in data:
            data__layer = data["layer"]
            if not (isinstance(data__layer, str) and data__layer == 'core' or isinstance(data__layer, str) and data__layer == 'supporting' or isinstance(data__layer, str) and data__layer == 'conditional' or isinstance(data__layer, str) and data__layer == 'experimental' or isinstance(data__layer, str) and data__layer == 'legacy'):
                raise JsonSchemaValueException("" + "")
        if "status" in data:
            data__status = data["status"]
            if not (isinstance(data__status, str) and data__status == 'proposed' or isinstance(data__status, str) and data__status == 'active' or isinstance(data__status, str) and data__status == 'superseded' or isinstance(data__status, str) and data__status == 'retired'):
                raise JsonSchemaValueException("" + "")
        if "owner" in data:
            data__owner = data["owner"]
            validate___definitions_said(data__owner, custom_formats, "")
        if "made" in data:
            data__made = data["made"]
            if not isinstance(data__made, (dict)):
                raise JsonSchemaValueException("" + "")
            data__made_is_dict = isinstance(data__made, dict)
            if data__made_is_dict:
                if not {'date'} <= data__made.keys():
                    raise JsonSchemaValueException("" + "")
                if "date" in data__made:
                    data__made__date = data__made["date"]
                    validate___definitions_date(data__made__date, custom_formats, "")
                if "source" in data__made:
                    data__made__source = data__made["source"]
                    validate___definitions_text(data__made__source, custom_formats, "")
                if not data__made.keys() <= {"date", "source"}:
                    raise JsonSchemaValueException("" + ""+""+" properties")
        if "statement" in data:
            data__statement = data["statement"]
            validate___definitions_said(data__statement, custom_formats, "")
        if "audience" in data:
            data__audience = data["audience"]
            if not isinstance(data__audience, (list, tuple)):
                raise JsonSchemaValueException("" + "")
            data__audience_is_list = isinstance(data__audience, (list, tuple))
            if data__audience_is_list:
                data__audience_len = len(data__audience)
                if data__audience_len < 1:
                    raise JsonSchemaValueException("" + "")
                def fn(var): return frozenset(dict((k, fn(v)) for k, v in var.items()).items()) if hasattr(var, "items") else tuple(fn(v) for v in var) if isinstance(var, (dict, list)) else (bool, var) if isinstance(var, bool) else var
                if data__audience_len > 1 and data__audience_len > len(set(fn(data__audience_x) for data__audience_x in data__audience)):
                    raise JsonSchemaValueException("" + "")
                for data__audience_x, data__audience_item in enumerate(data__audience):
                    validate___definitions_said(data__audience_item, custom_formats, "")
        if "applies_when" in data:
            data__applieswhen = data["applies_when"]
            if not isinstance(data__applieswhen, (dict)):
                raise JsonSchemaValueException("" + "")
            data__applieswhen_is_dict = isinstance(data__applieswhen, dict)
            if data__applieswhen_is_dict:
                if "says" in data__applieswhen:
                    data__applieswhen__says = data__applieswhen["says"]
                    validate___definitions_text(data__applieswhen__says, custom_formats, "")
                if "cel" in data__applieswhen:
                    data__applieswhen__cel = data__applieswhen["cel"]
                    validate___definitions_text(data__applieswhen__cel, custom_formats, "")
                if not data__applieswhen.keys() <= {"says", "cel"}:
                    raise JsonSchemaValueException("" + ""+""+" properties")
        if "terms" in data:
            data__terms = data["terms"]
            if not isinstance(data__terms, (list, tuple)):
                raise JsonSchemaValueException("" + "")
            data__terms_is_list = isinstance(data__terms, (list, tuple))
            if data__terms_is_list:
                data__terms_len = len(data__terms)
                for data__terms_x, data__terms_item in enumerate(data__terms):
                    validate___definitions_term(data__terms_item, custom_formats, "")
        if "aligned_to" in data:
            data__alignedto = data["aligned_to"]
            if not isinstance(data__alignedto, (list, tuple)):
                raise JsonSchemaValueException("" + "")
            data__alignedto_is_list = isinstance(data__alignedto, (list, tuple))
            if data__alignedto_is_list:
                data__alignedto_len = len(data__alignedto)
                for data__alignedto_x, data__alignedto_item in enumerate(data__alignedto):
                    validate___definitions_alignment(data__alignedto_item, custom_formats, "")
        if "zones" in data:
            data__zones = data["zones"]
            if not isinstance(data__zones, (dict)):
                raise JsonSchemaValueException("" + "")
            data__zones_is_dict = isinstance(data__zones, dict)
            if data__zones_is_dict:
                if "sales-marketing" in data__zones:
                    data__zones__salesmarketing = data__zones["sales-marketing"]
                    validate___definitions_zone(data__zones__salesmarketing, custom_formats, "")
                if "product-capability" in data__zones:
                    data__zones__productcapability = data__zones["product-capability"]
                    validate___definitions_zone(data__zones__productcapability, custom_formats, "")
                if "delivery-support" in data__zones:
                    data__zones__deliverysupport = data__zones["delivery-support"]
                    validate___definitions_zone(data__zones__deliverysupport, custom_formats, "")
                if "documentation-knowledge" in data__zones:
                    data__zones__documentationknowledge = data__zones["documentation-knowledge"]
                    validate___definitions_zone(data__zones__documentationknowledge, custom_formats, "")
                if "ai-automation" in data__zones:
                    data__zones__aiautomation = data__zones["ai-automation"]
                    validate___definitions_zone(data__zones__aiautomation, custom_formats, "")
                if not data__zones.keys() <= {"sales-marketing", "product-capability", "delivery-support", "documentation-knowledge", "ai-automation"}:
                    raise JsonSchemaValueException("" + ""+""+" properties")
        if "experiment" in data:
            data__experiment = data["experiment"]
            if not isinstance(data__experiment, (dict)):
                raise JsonSchemaValueException("" + "")
            data__experiment_is_dict = isinstance(data__experiment, dict)
            if data__experiment_is_dict:
                if "cohort" in data__experiment:
                    data__experiment__cohort = data__experiment["cohort"]
                    validate___definitions_text(data__experiment__cohort, custom_formats, "")
                if "started" in data__experiment:
                    data__experiment__started = data__experiment["started"]
                    validate___definitions_date(data__experiment__started, custom_formats, "")
                if "decide_by" in data__experiment:
                    data__experiment__decideby = data__experiment["decide_by"]
                    validate___definitions_date(data__experiment__decideby, custom_formats, "")
                if not data__experiment.keys() <= {"cohort", "started", "decide_by"}:
                    raise JsonSchemaValueException("" + ""+""+" properties")
        if "legacy" in data:
            data__legacy = data["legacy"]
            if not isinstance(data__legacy, (dict)):
                raise JsonSchemaValueException("" + "")
            data__legacy_is_dict = isinstance(data__legacy, dict)
            if data__legacy_is_dict:
                if "made_to" in data__legacy:
                    data__legacy__madeto = data__legacy["made_to"]
                    validate___definitions_text(data__legacy__madeto, custom_formats, "")
                if "lives_in" in data__legacy:
                    data__legacy__livesin = data__legacy["lives_in"]
                    if not isinstance(data__legacy__livesin, (list, tuple)):
                        raise JsonSchemaValueException("" + "")
                    data__legacy__livesin_is_list = isinstance(data__legacy__livesin, (list, tuple))
                    if data__legacy__livesin_is_list:
                        def fn(var): return frozenset(dict((k, fn(v)) for k, v in var.items()).items()) if hasattr(var, "items") else tuple(fn(v) for v in var) if isinstance(var, (dict, list)) else (bool, var) if isinstance(var, bool) else var
                        data__legacy__livesin_len = len(data__legacy__livesin)
                        if data__legacy__livesin_len > 1 and data__legacy__livesin_len > len(set(fn(data__legacy__livesin_x) for data__legacy__livesin_x in data__legacy__livesin)):
                            raise JsonSchemaValueException("" + "")
                        for data__legacy__livesin_x, data__legacy__livesin_item in enumerate(data__legacy__livesin):
                            validate___definitions_said(data__legacy__livesin_item, custom_formats, "")
                if "honour_until" in data__legacy:
                    data__legacy__honouruntil = data__legacy["honour_until"]
                    if not isinstance(data__legacy__honouruntil, (str)):
                        raise JsonSchemaValueException("" + "")
                    if isinstance(data__legacy__honouruntil, str):
                        if not REGEX_PATTERNS['^([0-9]{4}-[0-9]{2}-[0-9]{2}|forever)$'].search(data__legacy__honouruntil):
                            raise JsonSchemaValueException("" + "")
                        if not custom_formats["date-or-forever"](data__legacy__honouruntil):
                            raise JsonSchemaValueException("" + "")
                if not data__legacy.keys() <= {"made_to", "lives_in", "honour_until"}:
                    raise JsonSchemaValueException("" + ""+""+" properties")
        if "notices" in data:
            data__notices = data["notices"]
            if not isinstance(data__notices, (list, tuple)):
                raise JsonSchemaValueException("" + "")
            data__notices_is_list = isinstance(data__notices, (list, tuple))
            if data__notices_is_list:
                data__notices_len = len(data__notices)
                for data__notices_x, data__notices_item in enumerate(data__notices):
                    if not isinstance(data__notices_item, (dict)):
                        raise JsonSchemaValueException("" + "" + " must be object")
                    data__notices_item_is_dict = isinstance(data__notices_item, dict)
                    if data__notices_item_is_dict:
                        if not {'audience', 'date'} <= data__notices_item.keys():
                            raise JsonSchemaValueException("" + "" + " must contain ")
                        if "audience" in data__notices_item:
                            data__notices_item__audience = data__notices_item["audience"]
                            validate___definitions_said(data__notices_item__audience, custom_formats, "")
                        if "date" in data__notices_item:
                            data__notices_item__date = data__notices_item["date"]
                            validate___definitions_date(data__notices_item__date, custom_formats, "")
                        if "says" in data__notices_item:
                            data__notices_item__says = data__notices_item["says"]
                            validate___definitions_text(data__notices_item__says, custom_formats, "")
                        if "evidence" in data__notices_item:
                            data__notices_item__evidence = data__notices_item["evidence"]
                            validate___definitions_text(data__notices_item__evidence, custom_formats, "")
                        if not data__notices_item.keys() <= {"audience", "date", "says", "evidence"}:
                            raise JsonSchemaValueException("" + "" + " must not contain "+""+" properties")
        if "ending" in data:
            data__ending = data["ending"]
            if not isinstance(data__ending, (dict)):
                raise JsonSchemaValueException("" + "")
            data__ending_is_dict = isinstance(data__ending, dict)
            if data__ending_is_dict:
                if "date" in data__ending:
                    data__ending__date = data__ending["date"]
                    validate___definitions_date(data__ending__date, custom_formats, "")
                if "why" in data__ending:
                    data__ending__why = data__ending["why"]
                    validate___definitions_text(data__ending__why, custom_formats, "")
                if "decided_by" in data__ending:
                    data__ending__decidedby = data__ending["decided_by"]
                    validate___definitions_text(data__ending__decidedby, custom_formats, "")
                if "superseded_by" in data__ending:
                    data__ending__supersededby = data__ending["superseded_by"]
                    if not isinstance(data__ending__supersededby, (list, tuple)):
                        raise JsonSchemaValueException("" + "")
                    data__ending__supersededby_is_list = isinstance(data__ending__supersededby, (list, tuple))
                    if data__ending__supersededby_is_list:
                        def fn(var): return frozenset(dict((k, fn(v)) for k, v in var.items()).items()) if hasattr(var, "items") else tuple(fn(v) for v in var) if isinstance(var, (dict, list)) else (bool, var) if isinstance(var, bool) else var
                        data__ending__supersededby_len = len(data__ending__supersededby)
                        if data__ending__supersededby_len > 1 and data__ending__supersededby_len > len(set(fn(data__ending__supersededby_x) for data__ending__supersededby_x in data__ending__supersededby)):
                            raise JsonSchemaValueException("" + "")
                        for data__ending__supersededby_x, data__ending__supersededby_item in enumerate(data__ending__supersededby):
                            validate___definitions_id(data__ending__supersededby_item, custom_formats, "")
                if "zones" in data__ending:
                    data__ending__zones = data__ending["zones"]
                    if not isinstance(data__ending__zones, (dict)):
                        raise JsonSchemaValueException("" + "")
                    data__ending__zones_is_dict = isinstance(data__ending__zones, dict)
                    if data__ending__zones_is_dict:
                        if "sales-marketing" in data__ending__zones:
                            data__ending__zones__salesmarketing = data__ending__zones["sales-marketing"]
                            validate___definitions_stop(data__ending__zones__salesmarketing, custom_formats, "")
                        if "product-capability" in data__ending__zones:
                            data__ending__zones__productcapability = data__ending__zones["product-capability"]
                            validate___definitions_stop(data__ending__zones__productcapability, custom_formats, "")
                        if "delivery-support" in data__ending__zones:
                            data__ending__zones__deliverysupport = data__ending__zones["delivery-support"]
                            validate___definitions_stop(data__ending__zones__deliverysupport, custom_formats, "")
                        if "documentation-knowledge" in data__ending__zones:
                            data__ending__zones__documentationknowledge = data__ending__zones["documentation-knowledge"]
                            validate___definitions_stop(data__ending__zones__documentationknowledge, custom_formats, "")
                        if "ai-automation" in data__ending__zones:
                            data__ending__zones__aiautomation = data__ending__zones["ai-automation"]
                            validate___definitions_stop(data__ending__zones__aiautomation, custom_formats, "")
                        if not data__ending__zones.keys() <= {"sales-marketing", "product-capability", "delivery-support", "documentation-knowledge", "ai-automation"}:
                            raise JsonSchemaValueException("" + ""+""+" properties")
                if not data__ending.keys() <= {"date", "why", "decided_by", "superseded_by", "zones"}:
                    raise JsonSchemaValueException("" + ""+""+" properties")
        if "indicators" in data:
            data__indicators = data["indicators"]
            if not isinstance(data__indicators, (list, tuple)):
                raise JsonSchemaValueException("" + "")
            data__indicators_is_list = isinstance(data__indicators, (list, tuple))
            if data__indicators_is_list:
                data__indicators_len = len(data__indicators)
                for data__indicators_x, data__indicators_item in enumerate(data__indicators):
                    if not isinstance(data__indicators_item, (dict)):
                        raise JsonSchemaValueException("" + "" + " must be object")
                    data__indicators_item_is_dict = isinstance(data__indicators_item, dict)
                    if data__indicators_item_is_dict:
                        if not {'name', 'zone', 'measure', 'source', 'query'} <= data__indicators_item.keys():
                            raise JsonSchemaValueException("" + "" + " must contain ")
                        if "name" in data__indicators_item:
                            data__indicators_item__name = data__indicators_item["name"]
                            validate___definitions_said(data__indicators_item__name, custom_formats, "")
                        if "zone" in data__indicators_item:
                            data__indicators_item__zone = data__indicators_item["zone"]
                            if not (isinstance(data__indicators_item__zone, str) and data__indicators_item__zone == 'sales-marketing' or isinstance(data__indicators_item__zone, str) and data__indicators_item__zone == 'product-capability' or isinstance(data__indicators_item__zone, str) and data__indicators_item__zone == 'delivery-support' or isinstance(data__indicators_item__zone, str) and data__indicators_item__zone == 'documentation-knowledge' or isinstance(data__indicators_item__zone, str) and data__indicators_item__zone == 'ai-automation'):
                                raise JsonSchemaValueException("" + "" + " must be one of ['sales-marketing', 'product-capability', 'delivery-support', 'documentation-knowledge', 'ai-automation']")
                        if "measure" in data__indicators_item:
                            data__indicators_item__measure = data__indicators_item["measure"]
                            validate___definitions_said(data__indicators_item__measure, custom_formats, "")
                        if "source" in data__indicators_item:
                            data__indicators_item__source = data__indicators_item["source"]
                            validate___definitions_said(data__indicators_item__source, custom_formats, "")
                        if "calendar" in data__indicators_item:
                            data__indicators_item__calendar = data__indicators_item["calendar"]
                            validate___definitions_said(data__indicators_item__calendar, custom_formats, "")
                        if "query" in data__indicators_item:
                            data__indicators_item__query = data__indicators_item["query"]
                            validate___definitions_said(data__indicators_item__query, custom_formats, "")
                        if not data__indicators_item.keys() <= {"name", "zone", "measure", "source", "calendar", "query"}:
                            raise JsonSchemaValueException("" + "" + " must not contain "+""+" properties")
        if "review_by" in data:
            data__reviewby = data["review_by"]
            validate___definitions_date(data__reviewby, custom_formats, "")
        if "tags" in data:
            data__tags = data["tags"]
            if not isinstance(data__tags, (list, tuple)):
                raise JsonSchemaValueException("" + "")
            data__tags_is_list = isinstance(data__tags, (list, tuple))
            if data__tags_is_list:
                def fn(var): return frozenset(dict((k, fn(v)) for k, v in var.items()).items()) if hasattr(var, "items") else tuple(fn(v) for v in var) if isinstance(var, (dict, list)) else (bool, var) if isinstance(var, bool) else var
                data__tags_len = len(data__tags)
                if data__tags_len > 1 and data__tags_len > len(set(fn(data__tags_x) for data__tags_x in data__tags)):
                    raise JsonSchemaValueException("" + "")
                for data__tags_x, data__tags_item in enumerate(data__tags):
                    validate___definitions_said(data__tags_item, custom_formats, "")
        if "notes" in data:
            data__notes = data["notes"]
            validate___definitions_text(data__notes, custom_formats, "")
        if not data.keys() <= {"schema", "id", "title", "layer", "status", "owner", "made", "statement", "audience", "applies_when", "terms", "aligned_to", "zones", "experiment", "legacy", "notices", "ending", "indicators", "review_by", "tags", "notes"}:
            raise JsonSchemaValueException("" + ""+""+" properties")
    return data

def validate___definitions_stop(data, custom_formats={}, name_prefix=None):
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + "")
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        if "stopped_on" in data:
            data__stoppedon = data["stopped_on"]
            validate___definitions_date(data__stoppedon, custom_formats, "")
        if "by" in data:
            data__by = data["by"]
            validate___definitions_text(data__by, custom_formats, "")
        if "evidence" in data:
            data__evidence = data["evidence"]
            validate___definitions_text(data__evidence, custom_formats, "")
        if not data.keys() <= {"stopped_on", "by", "evidence"}:
            raise JsonSchemaValueException("" + ""+""+" properties")
    return data

def validate___definitions_zone(data, custom_formats={}, name_prefix=None):
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + "")
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        if "says" in data:
            data__says = data["says"]
            validate___definitions_text(data__says, custom_formats, "")
        if "surfaces" in data:
            data__surfaces = data["surfaces"]
            if not isinstance(data__surfaces, (list, tuple)):
                raise JsonSchemaValueException("" + "")
            data__surfaces_is_list = isinstance(data__surfaces, (list, tuple))
            if data__surfaces_is_list:
                data__surfaces_len = len(data__surfaces)
                for data__surfaces_x, data__surfaces_item in enumerate(data__surfaces):
                    validate___definitions_surface(data__surfaces_item, custom_formats, "")
        if "attested" in data:
            data__attested = data["attested"]
            if not isinstance(data__attested, (dict)):
                raise JsonSchemaValueException("" + "")
            data__attested_is_dict = isinstance(data__attested, dict)
            if data__attested_is_dict:
                if not {'wording', 'date', 'by', 'reality'} <= data__attested.keys():
                    raise JsonSchemaValueException("" + "")
                if "wording" in data__attested:
                    data__attested__wording = data__attested["wording"]
                    if not isinstance(data__attested__wording, (str)):
                        raise JsonSchemaValueException("" + "")
                    if isinstance(data__attested__wording, str):
                        if not REGEX_PATTERNS['^w1:[0-9a-f]{32}$'].search(data__attested__wording):
                            raise JsonSchemaValueException("" + "")
                if "date" in data__attested:
                    data__attested__date = data__attested["date"]
                    validate___definitions_date(data__attested__date, custom_formats, "")
                if "by" in data__attested:
                    data__attested__by = data__attested["by"]
                    validate___definitions_text(data__attested__by, custom_formats, "")
                if "reality" in data__attested:
                    data__attested__reality = data__attested["reality"]
                    if not (isinstance(data__attested__reality, str) and data__attested__reality == 'kept' or isinstance(data__attested__reality, str) and data__attested__reality == 'drifting' or isinstance(data__attested__reality, str) and data__attested__reality == 'broken' or isinstance(data__attested__reality, str) and data__attested__reality == 'unknown'):
                        raise JsonSchemaValueException("" + "")
                if "note" in data__attested:
                    data__attested__note = data__attested["note"]
                    validate___definitions_text(data__attested__note, custom_formats, "")
                if "evidence" in data__attested:
                    data__attested__evidence = data__attested["evidence"]
                    validate___definitions_text(data__attested__evidence, custom_formats, "")
                if not data__attested.keys() <= {"wording", "date", "by", "reality", "note", "evidence"}:
                    raise JsonSchemaValueException("" + ""+""+" properties")
        if "left" in data:
            data__left = data["left"]
            if not isinstance(data__left, (dict)):
                raise JsonSchemaValueException("" + "")
            data__left_is_dict = isinstance(data__left, dict)
            if data__left_is_dict:
                if not {'date'} <= data__left.keys():
                    raise JsonSchemaValueException("" + "")
                if "date" in data__left:
                    data__left__date = data__left["date"]
                    validate___definitions_date(data__left__date, custom_formats, "")
                if "by" in data__left:
                    data__left__by = data__left["by"]
                    validate___definitions_text(data__left__by, custom_formats, "")
                if "evidence" in data__left:
                    data__left__evidence = data__left["evidence"]
                    validate___definitions_text(data__left__evidence, custom_formats, "")
                if not data__left.keys() <= {"date", "by", "evidence"}:
                    raise JsonSchemaValueException("" + ""+""+" properties")
        if not data.keys() <= {"says", "surfaces", "attested", "left"}:
            raise JsonSchemaValueException("" + ""+""+" properties")
    return data

def validate___definitions_surface(data, custom_formats={}, name_prefix=None):
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + "")
    data_one_of_count1 = 0
    data_one_of_count1 += not isinstance(data, dict) or {'path'} <= data.keys()
    data_one_of_count1 += not isinstance(data, dict) or {'url'} <= data.keys()
    if data_one_of_count1 != 1:
        raise JsonSchemaValueException("" + "")
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        if "path" in data:
            data__path = data["path"]
            validate___definitions_said(data__path, custom_formats, "")
        if "url" in data:
            data__url = data["url"]
            if not isinstance(data__url, (str)):
                raise JsonSchemaValueException("" + "")
            if isinstance(data__url, str):
                if not REGEX_PATTERNS['^https?://\\S+$'].search(data__url):
                    raise JsonSchemaValueException("" + "")
        if not data.keys() <= {"path", "url"}:
            raise JsonSchemaValueException("" + ""+""+" properties")
    return data

def validate___definitions_alignment(data, custom_formats={}, name_prefix=None):
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + "")
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        if not {'promise'} <= data.keys():
            raise JsonSchemaValueException("" + "")
        if "promise" in data:
            data__promise = data["promise"]
            validate___definitions_id(data__promise, custom_formats, "")
        if "revision" in data:
            data__revision = data["revision"]
            if not isinstance(data__revision, (str)):
                raise JsonSchemaValueException("" + "")
            if isinstance(data__revision, str):
                if not REGEX_PATTERNS['^r1:[0-9a-f]{32}$'].search(data__revision):
                    raise JsonSchemaValueException("" + "")
        if "date" in data:
            data__date = data["date"]
            validate___definitions_date(data__date, custom_formats, "")
        if "by" in data:
            data__by = data["by"]
            validate___definitions_text(data__by, custom_formats, "")
        if "note" in data:
            data__note = data["note"]
            validate___definitions_text(data__note, custom_formats, "")
        if not data.keys() <= {"promise", "revision", "date", "by", "note"}:
            raise JsonSchemaValueException("" + ""+""+" properties")
    return data

def validate___definitions_term(data, custom_formats={}, name_prefix=None):
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + "")
    data_one_of_count2 = 0
    data_one_of_count2 += not isinstance(data, dict) or {'at_most'} <= data.keys()
    data_one_of_count2 += not isinstance(data, dict) or {'at_least'} <= data.keys()
    data_one_of_count2 += not isinstance(data, dict) or {'equals'} <= data.keys()
    if data_one_of_count2 != 1:
        raise JsonSchemaValueException("" + "")
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        if not {'measure'} <= data.keys():
            raise JsonSchemaValueException("" + "")
        if "measure" in data:
            data__measure = data["measure"]
            validate___definitions_said(data__measure, custom_formats, "")
        if "at_most" in data:
            data__atmost = data["at_most"]
            validate___definitions_value(data__atmost, custom_formats, "")
        if "at_least" in data:
            data__atleast = data["at_least"]
            validate___definitions_value(data__atleast, custom_formats, "")
        if "equals" in data:
            data__equals = data["equals"]
            validate___definitions_value(data__equals, custom_formats, "")
        if not data.keys() <= {"measure", "at_most", "at_least", "equals"}:
            raise JsonSchemaValueException("" + ""+""+" properties")
    return data

def validate___definitions_value(data, custom_formats={}, name_prefix=None):
    if not isinstance(data, (int, float, Decimal, str)) or isinstance(data, bool):
        raise JsonSchemaValueException("" + "")
    if isinstance(data, str):
        if not REGEX_PATTERNS['^([0-9]{1,15}(\\.[0-9]{1,15})?(s|m|h|d|w|bh|bd)|-?[0-9]{1,15}(\\.[0-9]{1,15})?%)$'].search(data):
            raise JsonSchemaValueException("" + "")
    return data

def validate___definitions_text(data, custom_formats={}, name_prefix=None):
    if not isinstance(data, (str)):
        raise JsonSchemaValueException("" + "")
    return data

def validate___definitions_date(data, custom_formats={}, name_prefix=None):
    if not isinstance(data, (str)):
        raise JsonSchemaValueException("" + "")
    if isinstance(data, str):
        if not REGEX_PATTERNS['^[0-9]{4}-[0-9]{2}-[0-9]{2}$'].search(data):
            raise JsonSchemaValueException("" + "")
        if not custom_formats["date"](data):
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


check = validate_urn_pas_gov_promise_v1
