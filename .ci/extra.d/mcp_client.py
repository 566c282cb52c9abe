"""Lists and calls every tool with the official client in each of its modes, and validates what comes back."""

import asyncio
import json
import subprocess
import sys
import time

import jsonschema
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

PROGRAM = sys.argv[1]
MODES = ["auto", "legacy", "2026-07-28"]

# Every tool, with calls that it answers and calls that it refuses.
CALLS = {
    "define_term": (
        [
            {"term": "nps"},
            {"term": "customer success", "detail": "full"},
            {"term": "engagement"},
            {"term": "loyalty", "according_to": ["Gartner"]},
        ],
        [{"term": "no such thing at all"}, {}, {"term": 5}, {"term": "nps", "detail": "long"}, {"word": "nps"}],
    ),
    "compare_terms": (
        [{"terms": ["cx", "cs"]}, {"terms": ["nps", "csat", "ces"], "detail": "full"}, {"terms": ["engagement"]}],
        [{"terms": ["nps"]}, {"terms": ["nps", "no such thing"]}, {"terms": []}],
    ),
    "expand_abbreviation": ([{"abbreviation": "CS"}, {"abbreviation": "cx"}], [{"abbreviation": "QZQ"}]),
    "search_terms": (
        [
            {"query": "loyalty"},
            {"query": "renewal", "kind": "metric", "detail": "full"},
            {"query": "zzzz"},
            {"query": '"at risk"'},
        ],
        [{"query": " "}, {"query": "a", "kind": "nosuch"}],
    ),
    "list_disputes": (
        [{}, {"terms": ["nps"]}, {"terms": ["cx", "cs"], "detail": "full"}],
        [{"terms": ["no such thing"]}, {"dispute": "a.b.c"}],
    ),
    "related_terms": (
        [{"term": "customer success"}, {"term": "churn", "relation": "subset-of", "detail": "full"}],
        [{"term": "churn", "relation": "eats"}],
    ),
    "check_text": (
        [
            {"text": "Our CS team looks at NPS. CS (customer support) answers; CS (customer success) calls."},
            {"text": "<p>Customer service/success is one.</p>", "format": "html", "detail": "full"},
            {"text": "Nothing to see."},
        ],
        [{"text": "a", "format": "docx"}],
    ),
}


async def try_mode(mode):
    server = StdioServerParameters(command=PROGRAM, args=["mcp"])
    async with Client(stdio_client(server), mode=mode) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == set(CALLS), sorted(tools)
        calls = 0
        for name, (answered, refused) in CALLS.items():
            tool = tools[name]
            hints = tool.annotations
            assert hints.read_only_hint and hints.idempotent_hint and hints.open_world_hint is False
            validator = jsonschema.Draft202012Validator(tool.output_schema)
            validator.check_schema(tool.output_schema)
            takes = jsonschema.Draft202012Validator(tool.input_schema)
            takes.check_schema(tool.input_schema)
            for arguments in answered:
                takes.validate(arguments)
                result = await client.call_tool(name, arguments)
                assert not result.is_error, (name, arguments, result.content)
                validator.validate(result.structured_content)
                assert result.content[0].text
                calls += 1
            for arguments in refused:
                result = await client.call_tool(name, arguments)
                assert result.is_error and result.content[0].text, (name, arguments)
                calls += 1
        dispute = (await client.call_tool("list_disputes", {"terms": ["nps"]})).structured_content["disputes"][0]
        one = await client.call_tool("list_disputes", {"dispute": dispute["id"]})
        assert one.structured_content["disputes"][0]["question"] == dispute["question"]
        resources, cursor = [], None
        while True:
            page = await client.list_resources(cursor=cursor)
            resources += page.resources
            cursor = page.next_cursor
            if not cursor:
                break
        templates = (await client.list_resource_templates()).resource_templates
        assert templates[0].uri_template == "cxterms://concept/{id}"
        read = await client.read_resource("cxterms://concept/net-promoter-score")
        assert "net promoter score" in read.contents[0].text
        print(f"{mode}: {client.protocol_version}, {len(tools)} tools, {calls} calls, {len(resources)} resources")


def time_calls():
    """How long a call takes, from the writing of a line to the reading of its answer."""
    server = subprocess.Popen([PROGRAM, "mcp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(method, params):
        line = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode() + b"\n"
        start = time.perf_counter()
        server.stdin.write(line)
        server.stdin.flush()
        answer = server.stdout.readline()
        return time.perf_counter() - start, answer

    ask("initialize", {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}})
    for name, (answered, _) in CALLS.items():
        for arguments in answered:
            took = sorted(ask("tools/call", {"name": name, "arguments": arguments})[0] for _ in range(21))
            size = len(ask("tools/call", {"name": name, "arguments": arguments})[1])
            print(f"{took[0] * 1e3:7.2f} ms best {took[10] * 1e3:7.2f} ms median {size:8} bytes  {name} {json.dumps(arguments)[:70]}")
    server.stdin.close()
    assert server.wait() == 0
    server.stdout.close()


for mode in MODES:
    asyncio.run(try_mode(mode))
if "--time" in sys.argv:
    time_calls()
