"""A small export in each shape in which tools write conversations; the words are made up, the keys are their makers'.

In each of them the organisation says OURS, the customer THEIRS, a private note NOTE (where the tool has such), a tool or
the model's reasoning ASIDE, and somebody of whom nobody knows whose words they say NOBODYS.
"""

from __future__ import annotations

OURS = "We answer every ticket within 4 hours."
THEIRS = "We will pay the invoice within 9 days."
NOTE = "We will refund them within 7 days."
ASIDE = "We will credit the account within 5 days."
NOBODYS = "We promise a reply within 3 hours."
QUOTED = "We ship every order within 2 days."
SUBJECT = "We will cancel within 8 days otherwise."


def p(text: str) -> str:
    return f"<p>{text}</p>"


ZENDESK_TICKET = {
    "ticket": {"id": 35436, "subject": SUBJECT, "description": THEIRS, "requester_id": 11, "assignee_id": 12,
               "satisfaction_rating": {"score": "bad", "comment": THEIRS}},
    "comments": [
        {"id": 1, "type": "Comment", "author_id": 11, "body": THEIRS, "html_body": p(THEIRS), "public": True,
         "via": {"channel": "web"}, "created_at": "2026-03-01T10:00:00Z"},
        {"id": 2, "type": "Comment", "author_id": 12, "body": OURS, "html_body": p(OURS), "public": True},
        {"id": 3, "type": "Comment", "author_id": 12, "body": NOTE, "html_body": p(NOTE), "public": False},
        {"id": 4, "type": "Comment", "author_id": 99, "body": NOBODYS, "public": True},
    ],
    "users": [{"id": 11, "name": "Kim Lee", "email": "kim@customer.example", "role": "end-user"},
              {"id": 12, "name": "Anna Smith", "email": "anna@acme.example", "role": "agent"},
              {"id": 99, "name": "Unknown Robin", "email": "robin@partner.example"}],
}  # fmt: skip
ZENDESK_LINE = {
    "id": 7, "subject": SUBJECT, "description": THEIRS, "requester_id": 11, "submitter_id": 11, "assignee_id": 12,
    "comments": [{"author_id": 11, "body": THEIRS, "public": True}, {"author_id": 12, "body": OURS, "public": True},
                 {"author_id": 12, "body": NOTE, "public": False}, {"author_id": 99, "body": NOBODYS, "public": True}],
}  # fmt: skip
ZENDESK_AUDITS = {
    "audits": [{"author_id": 12, "events": [{"type": "Comment", "author_id": 12, "body": OURS, "public": True},
                                            {"type": "Change", "field_name": "status", "value": "open"}]},
               {"author_id": 11, "events": [{"type": "Comment", "author_id": 11, "body": THEIRS, "public": True},
                                            {"type": "Comment", "author_id": 99, "body": NOBODYS, "public": True},
                                            {"type": "Comment", "author_id": 12, "body": NOTE, "public": False}]}],
    "users": [{"id": 11, "name": "Kim", "role": "end-user"}, {"id": 12, "name": "Anna", "role": "admin"}],
}  # fmt: skip
ZENDESK_CHAT = {
    "type": "chat", "id": "2602.1", "visitor": {"id": "5.1", "name": "Visitor 5", "email": "", "notes": SUBJECT},
    "agent_names": ["Anna"], "agent_ids": ["12"], "comment": THEIRS,
    "history": [
        {"type": "chat.memberjoin", "name": "Visitor 5", "nick": "visitor", "timestamp": "2026-03-01T10:00:00Z"},
        {"type": "chat.msg", "name": "Visitor 5", "nick": "visitor", "sender_type": "Visitor", "msg": THEIRS},
        {"type": "chat.msg", "name": "Anna", "nick": "agent:12", "sender_type": "Agent", "msg": OURS},
        {"type": "chat.msg", "name": "Robin", "nick": "r", "msg": NOBODYS, "timestamp": "2026-03-01T10:00:09Z"},
    ],
}  # fmt: skip
ZENDESK_OFFLINE = {
    "type": "offline_msg",
    "visitor": {"name": "Kim"},
    "message": THEIRS,
    "session": {"city": "Ulm"},
}
SUNSHINE = {
    "messages": [
        {"id": "a", "author": {"type": "user", "userId": "u1", "displayName": "Kim"}, "content": {"type": "text", "text": THEIRS}},
        {"id": "b", "author": {"type": "business", "displayName": "Acme"}, "content": {"type": "text", "text": OURS}},
    ]
}  # fmt: skip
INTERCOM = {
    "type": "conversation", "id": "123", "title": SUBJECT,
    "source": {"type": "conversation", "id": "1", "delivered_as": "customer_initiated", "subject": "", "body": p(THEIRS),
               "author": {"type": "user", "id": "u1", "name": "Kim", "email": "kim@customer.example"}},
    "conversation_parts": {"type": "conversation_part.list", "total_count": 4, "conversation_parts": [
        {"type": "conversation_part", "id": "2", "part_type": "comment", "body": p(OURS),
         "author": {"type": "admin", "id": "12", "name": "Anna", "email": "anna@acme.example"}},
        {"type": "conversation_part", "id": "3", "part_type": "note", "body": p(NOTE),
         "author": {"type": "admin", "id": "12", "name": "Anna"}},
        {"type": "conversation_part", "id": "4", "part_type": "comment", "body": p(NOBODYS),
         "author": {"type": "team", "id": "9", "name": "Robin"}},
        {"type": "conversation_part", "id": "5", "part_type": "assignment", "body": None, "author": {"type": "bot"}}]},
    "conversation_rating": {"rating": 1, "remark": THEIRS},
}  # fmt: skip
FRESHDESK = {
    "id": 20, "subject": SUBJECT, "description": p(THEIRS), "description_text": THEIRS, "requester_id": 11, "responder_id": 12,
    "conversations": [
        {"id": 1, "body": p(THEIRS), "body_text": THEIRS, "incoming": True, "private": False, "user_id": 11, "source": 0},
        {"id": 2, "body": p(OURS), "body_text": OURS, "incoming": False, "private": False, "user_id": 12, "source": 0},
        {"id": 3, "body": p(NOTE), "body_text": NOTE, "incoming": False, "private": True, "user_id": 12, "source": 2}],
}  # fmt: skip
FRESHCHAT = {"messages": [
    {"message_parts": [{"text": {"content": OURS}}], "actor_type": "agent", "actor_id": "a", "message_type": "normal"},
    {"message_parts": [{"text": {"content": THEIRS}}], "actor_type": "user", "actor_id": "u", "message_type": "normal"},
    {"message_parts": [{"text": {"content": NOTE}}], "actor_type": "agent", "actor_id": "a", "message_type": "private_note"},
]}  # fmt: skip
HELP_SCOUT = {
    "id": 10, "subject": SUBJECT, "preview": THEIRS, "primaryCustomer": {"id": 11, "type": "customer"},
    "_embedded": {"threads": [
        {"id": 1, "type": "customer", "status": "active", "state": "published", "body": THEIRS,
         "createdBy": {"id": 11, "type": "customer", "first": "Kim", "last": "Lee", "email": "kim@customer.example"}},
        {"id": 2, "type": "message", "state": "published", "body": f"{OURS}<br />Anna",
         "createdBy": {"id": 12, "type": "user", "first": "Anna", "last": "Smith", "email": "anna@acme.example"}},
        {"id": 3, "type": "note", "state": "published", "body": NOTE, "createdBy": {"id": 12, "type": "user"}},
        {"id": 4, "type": "message", "state": "draft", "body": ASIDE, "createdBy": {"id": 12, "type": "user"}},
        {"id": 5, "type": "lineitem", "state": "published", "action": {"text": "Anna assigned it to Bert for now"},
         "createdBy": {"id": 12, "type": "user"}},
        {"id": 6, "type": "message", "state": "published", "body": NOBODYS, "createdBy": {"id": 77, "first": "Robin"}}]},
}  # fmt: skip
HUBSPOT = {"results": [
    {"type": "MESSAGE", "id": "1", "conversationsThreadId": "9", "direction": "INCOMING", "text": THEIRS, "richText": p(THEIRS),
     "senders": [{"actorId": "V-1", "name": "Kim", "deliveryIdentifier": {"type": "HS_EMAIL_ADDRESS", "value": "kim@c.example"}}]},
    {"type": "MESSAGE", "id": "2", "direction": "OUTGOING", "text": OURS, "richText": p(OURS), "senders": [{"actorId": "A-2"}]},
    {"type": "COMMENT", "id": "3", "text": NOTE, "richText": p(NOTE), "createdBy": "A-2"},
    {"type": "MESSAGE", "id": "4", "text": NOBODYS, "senders": [{"actorId": "S-4", "name": "Robin"}]},
    {"type": "THREAD_STATUS_CHANGE", "id": "5", "newStatus": "CLOSED"},
]}  # fmt: skip
HUBSPOT_MAIL = {"results": [
    {"id": "1", "properties": {"hs_email_direction": "EMAIL", "hs_email_text": OURS, "hs_email_from_email": "a@acme.example"}},
    {"id": "2", "properties": {"hs_email_direction": "INCOMING_EMAIL", "hs_email_html": p(THEIRS), "hs_email_subject": SUBJECT}},
    {"id": "3", "properties": {"hs_note_body": p(NOTE), "hubspot_owner_id": "12"}},
]}  # fmt: skip
SALESFORCE = {"totalSize": 4, "records": [
    {"attributes": {"type": "Case"}, "Subject": SUBJECT, "Description": THEIRS, "SuppliedEmail": "kim@customer.example",
     "CaseComments": {"records": [
         {"attributes": {"type": "CaseComment"}, "CommentBody": OURS, "IsPublished": True,
          "CreatedBy": {"Name": "Anna Smith", "UserType": "Standard"}},
         {"attributes": {"type": "CaseComment"}, "CommentBody": NOTE, "IsPublished": False, "CreatedBy": {"Name": "Anna Smith"}},
         {"attributes": {"type": "CaseComment"}, "CommentBody": THEIRS, "IsPublished": True,
          "CreatedBy": {"Name": "Kim", "UserType": "CspLitePortal"}},
         {"attributes": {"type": "CaseComment"}, "CommentBody": NOBODYS, "IsPublished": True, "CreatedBy": {"Name": "Robin"}}]}},
]}  # fmt: skip
SALESFORCE_MAIL = {"records": [
    {"attributes": {"type": "EmailMessage"}, "Incoming": True, "TextBody": THEIRS, "FromAddress": "kim@customer.example"},
    {"attributes": {"type": "EmailMessage"}, "Incoming": False, "TextBody": OURS, "HtmlBody": p(OURS), "FromName": "Acme"},
]}  # fmt: skip
SALESFORCE_CHAT = {"attributes": {"type": "LiveChatTranscript"}, "Body": (
    '<p align="center">Chat Started: Monday, March 02, 2026, 10:00:00 (+0000)</p><p align="center">Chat Origin: Web</p>'
    f'<p align="center">Agent Anna S</p>( 12s ) Anna S: {OURS}<br>( 1m 2s ) Visitor: {THEIRS}<br>( 1m 9s ) Robin: {NOBODYS}<br>'
)}  # fmt: skip
SALESFORCE_ENTRIES = {"records": [
    {"ActorType": "EndUser", "ActorName": "Kim", "Message": THEIRS}, {"ActorType": "Bot", "ActorName": "Ada", "Message": OURS},
]}  # fmt: skip
SLACK = [
    {"client_msg_id": "1", "type": "message", "user": "U01", "text": NOBODYS, "ts": "1772359200.000100", "team": "T1",
     "user_profile": {"real_name": "Robin", "name": "robin"}, "thread_ts": "1772359200.000100",
     "replies": [{"user": "U02", "ts": "1772359201.000100"}]},
    {"type": "message", "subtype": "bot_message", "bot_id": "B01", "username": "Acme Assist", "text": OURS, "ts": "1772359202.0",
     "attachments": [{"text": THEIRS, "author_name": "Kim"}]},
    {"type": "message", "subtype": "channel_join", "user": "U02", "text": "<@U02> has joined the channel", "ts": "1772359203.0"},
]  # fmt: skip
SLACK_WITH_USERS = {
    "users": [{"id": "U01", "name": "anna", "is_bot": False, "profile": {"real_name": "Anna", "email": "anna@acme.example"}},
              {"id": "U02", "name": "kim", "is_stranger": True, "profile": {"real_name": "Kim", "email": "kim@customer.example"}},
              {"id": "U03", "name": "robin", "profile": {"title": "Partner"}}],
    "channels": [{"id": "C1", "name": "shared", "purpose": {"value": SUBJECT}}],
    "messages": [{"type": "message", "user": "U01", "text": OURS, "ts": "1.1"}, {"type": "message", "user": "U02", "text": THEIRS, "ts": "2.1"},
                 {"type": "message", "user": "U03", "text": NOBODYS, "ts": "3.1"}],
}  # fmt: skip
FRONT = {"_results": [
    {"id": "msg_1", "type": "email", "is_inbound": True, "body": p(THEIRS), "text": THEIRS, "subject": SUBJECT,
     "recipients": [{"handle": "kim@customer.example", "role": "from"}], "author": None},
    {"id": "msg_2", "type": "email", "is_inbound": False, "body": p(OURS), "text": OURS,
     "author": {"id": "tea_1", "email": "anna@acme.example", "first_name": "Anna"}},
    {"id": "msg_3", "type": "email", "is_inbound": False, "is_draft": True, "body": p(ASIDE), "author": {"id": "tea_1"}},
    {"id": "com_4", "author": {"id": "tea_1", "email": "anna@acme.example"}, "body": NOTE, "posted_at": 1772359200.1},
]}  # fmt: skip
GONG = {
    "calls": [{"metaData": {"id": "7", "title": SUBJECT}, "parties": [
        {"id": "p1", "speakerId": "101", "name": "Anna", "emailAddress": "anna@acme.example", "affiliation": "Internal"},
        {"id": "p2", "speakerId": "102", "name": "Kim", "affiliation": "External"},
        {"id": "p3", "speakerId": "103", "name": "Robin", "affiliation": "Unknown"}]}],
    "callTranscripts": [{"callId": "7", "transcript": [
        {"speakerId": "101", "topic": "Service", "sentences": [{"start": 1, "end": 2, "text": "Good morning to you."},
                                                               {"start": 3, "end": 4, "text": OURS}]},
        {"speakerId": "102", "topic": None, "sentences": [{"start": 5, "end": 6, "text": THEIRS}]},
        {"speakerId": "103", "sentences": [{"start": 7, "end": 8, "text": NOBODYS}]}]}],
}  # fmt: skip
OPENAI_COMPLETION = {
    "id": "chatcmpl-1", "object": "chat.completion", "model": "m", "choices": [{"index": 0, "finish_reason": "stop", "message": {
        "role": "assistant", "content": OURS, "refusal": None, "reasoning_content": ASIDE,
        "tool_calls": [{"id": "c", "type": "function", "function": {"name": "say", "arguments": f'{{"text": "{ASIDE}"}}'}}]}}],
}  # fmt: skip
OPENAI_REQUEST = {"model": "m", "messages": [
    {"role": "user", "content": [{"type": "text", "text": THEIRS}, {"type": "image_url", "image_url": {"url": "x"}}]},
    {"role": "assistant", "content": [{"type": "text", "text": OURS}]},
    {"role": "tool", "tool_call_id": "c", "content": ASIDE}, {"role": "narrator", "content": NOBODYS},
]}  # fmt: skip
OPENAI_BATCH = {"id": "batch_req_1", "custom_id": "1", "error": None,
                "response": {"status_code": 200, "request_id": "r", "body": OPENAI_COMPLETION}}  # fmt: skip
OPENAI_RESPONSE = {
    "id": "resp_1", "object": "response", "status": "completed", "input": THEIRS,
    "output": [
        {"type": "reasoning", "id": "r", "summary": [{"type": "summary_text", "text": ASIDE}]},
        {"type": "file_search_call", "id": "f", "results": [{"file_id": "x", "text": ASIDE}]},
        {"type": "function_call_output", "call_id": "c", "output": ASIDE},
        {"type": "message", "id": "m", "role": "assistant", "status": "completed",
         "content": [{"type": "output_text", "text": OURS, "annotations": []}]}],
}  # fmt: skip
CHATGPT = [{"title": SUBJECT, "mapping": {
    "a": {"id": "a", "message": {"author": {"role": "user"}, "content": {"content_type": "text", "parts": [THEIRS]}}},
    "b": {"id": "b", "message": {"author": {"role": "assistant"}, "content": {"content_type": "text", "parts": [OURS]}}},
    "c": {"id": "c", "message": {"author": {"role": "tool", "name": "browser"},
                                 "content": {"content_type": "tether_quote", "parts": [ASIDE]}}},
    "d": {"id": "d", "message": {"author": {"role": "assistant"}, "content": {"content_type": "thoughts", "parts": [ASIDE]}}}}}]  # fmt: skip
ANTHROPIC = {
    "id": "msg_1", "type": "message", "role": "assistant", "model": "m", "stop_reason": "end_turn",
    "content": [{"type": "thinking", "thinking": ASIDE, "signature": "s"}, {"type": "text", "text": OURS},
                {"type": "tool_use", "id": "t", "name": "say", "input": {"text": ASIDE}}],
}  # fmt: skip
ANTHROPIC_REQUEST = {"model": "m", "messages": [
    {"role": "user", "content": THEIRS}, {"role": "assistant", "content": OURS},
    {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": [{"type": "text", "text": ASIDE}]}]},
]}  # fmt: skip
ANTHROPIC_BATCH = {"custom_id": "1", "result": {"type": "succeeded", "message": ANTHROPIC}}
GEMINI = {
    "contents": [{"role": "user", "parts": [{"text": THEIRS}]}, {"role": "model", "parts": [{"text": OURS}]}],
    "candidates": [{"content": {"parts": [{"text": ASIDE, "thought": True}, {"functionCall": {"name": "say", "args": {"text": ASIDE}}},
                                          {"text": OURS}]}, "finishReason": "STOP"}],
}  # fmt: skip
LANGCHAIN = [{"type": "human", "data": {"content": THEIRS, "additional_kwargs": {}, "type": "human"}},
             {"type": "ai", "data": {"content": OURS, "additional_kwargs": {}, "type": "ai"}},
             {"type": "tool", "data": {"content": ASIDE, "tool_call_id": "t", "type": "tool"}}]  # fmt: skip
LANGCHAIN_FLAT = [
    {"content": THEIRS, "type": "human", "additional_kwargs": {}},
    {"content": OURS, "type": "ai", "tool_calls": []},
]


def constructor(name: str, text: str) -> dict[str, object]:
    return {
        "lc": 1,
        "type": "constructor",
        "id": ["langchain", "schema", "messages", name],
        "kwargs": {"content": text},
    }


LANGSMITH = {
    "id": "1", "name": "chain", "run_type": "chain", "inputs": {"question": THEIRS}, "outputs": {"answer": OURS, "context": [ASIDE]},
    "child_runs": [
        {"run_type": "retriever", "inputs": {"query": THEIRS}, "outputs": {"documents": [{"page_content": ASIDE}]}},
        {"run_type": "tool", "inputs": {"input": THEIRS}, "outputs": {"output": ASIDE}},
        {"run_type": "llm", "inputs": {"messages": [[constructor("HumanMessage", THEIRS)]]},
         "outputs": {"generations": [[{"text": OURS, "type": "ChatGeneration", "message": constructor("AIMessage", OURS)}]]}}],
}  # fmt: skip
SHAREGPT = {"conversations": [{"from": "human", "value": THEIRS}, {"from": "gpt", "value": OURS}]}
LISTED = {"original": [["agent", OURS], ["customer", THEIRS]]}
KEYED = [{"customer": THEIRS}, {"agent": OURS}]
NUMBERED = {
    "turns": [{"participant_id": "Customer_1", "text": THEIRS}, {"participant_id": "Agent_5", "text": OURS}]
}
TRACE = {
    "type": "GENERATION",
    "input": [{"role": "user", "content": THEIRS}],
    "output": {"role": "assistant", "content": OURS},
}
EXAMPLE = {"inputs": {"question": THEIRS}, "outputs": {"answer": OURS}}
THOUGHT = {"role": "assistant", "content": f"<think>{ASIDE}\n\n{ASIDE}</think>\n\n{OURS}"}
GRAPH_MAIL = {"value": [
    {"from": {"emailAddress": {"name": "Anna", "address": "anna@acme.example"}}, "body": {"contentType": "html", "content": p(OURS)}},
    {"from": {"emailAddress": {"name": "Robin", "address": "robin@partner.example"}}, "body": {"contentType": "text", "content": NOBODYS}},
]}  # fmt: skip
MAIL = [{"from": "Anna Smith <anna@acme.example>", "body": OURS}, {"from": "Robin", "body": NOBODYS}]
NAMED_SUPPORT = [{"username": "support", "text": NOBODYS}, {"role": "agent", "text": OURS}]
PAIRS = [
    {"prompt": THEIRS, "completion": OURS},
    {"user": THEIRS, "assistant": OURS},
    {"input": THEIRS, "output": OURS},
]

EXPORTS: dict[str, object] = {
    name.lower(): value
    for name, value in list(globals().items())
    if name.isupper() and isinstance(value, dict | list)
}
"""Every export by its name."""
UNKNOWN: dict[str, str] = {
    "zendesk_ticket": "Unknown Robin", "zendesk_line": "99", "zendesk_audits": "99", "zendesk_chat": "Robin", "intercom": "Robin",
    "help_scout": "Robin", "hubspot": "Robin", "salesforce": "Robin", "salesforce_chat": "Robin", "slack": "Robin",
    "slack_with_users": "robin", "gong": "Robin", "openai_request": "narrator", "graph_mail": "Robin", "mail": "Robin",
    "named_support": "support",
}  # fmt: skip
"""Who in an export is of no side, by the export's name."""
