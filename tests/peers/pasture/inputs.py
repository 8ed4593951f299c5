#!/usr/bin/env python3
"""The objects and activities of fediverse-pasture-inputs, as a peer on loopback sends them.

    inputs.py --emit jsonl --base URL [--to ACTOR]
        prints each as a line of JSON; nothing is served or sent. For a caller
        that signs and delivers by itself.
    inputs.py --send --inbox URL --to ACTOR [--port N] [--domain HOST[:PORT]]
              [--host NAME=ADDRESS:PORT]... [--pace-ms N] [--linger S | --hold]
        serves the sending actor, the objects, images and WebFinger on loopback,
        signs each activity (draft-cavage, RSA) and posts it to the inbox; prints
        a line for each with the HTTP status, then {"done": true, ...}, and at the
        end {"closed": true, ...} with the number of requests the node made.

A line: {name, index, kind, activity, object, object_id, activity_id}, and with
--send also {status, answer}. `kind` is `activity` (a Create with the object in it)
or `object` (a Create with only the id, so that the node reads the object at its
address). Ids are the same in every run: BASE/object/NAME-INDEX for the first kind,
BASE/object/NAME-INDEX-fetched for the second. `--only NAME` (again and again)
keeps some inputs; `--kinds activity,object` picks the kinds.

After the line `done` the objects stay served for --linger seconds (3), or with --hold
until standard input closes; --max-seconds ends it in any case. Exit status: 0 when
every post was answered below 500, 1 when one was not, 2 when it could not run.
"""

import argparse
import asyncio
import copy
import json
import sys
from urllib.parse import urljoin

sys.dont_write_bytecode = True  # nothing is written into the tree

from loopback import (  # noqa: E402
    bound_socket,
    parse_hosts,
    quiet,
    record_requests,
    serving,
    use_hosts,
    wait_for_end_of_input,
)

quiet()

import aiohttp  # noqa: E402
from fediverse_pasture.data_provider import bovine_actor_for_actor_data  # noqa: E402
from fediverse_pasture.data_provider.generate import generate_one_actor  # noqa: E402
from fediverse_pasture.runner import ActivitySender  # noqa: E402
from fediverse_pasture.server import BlueprintForActors  # noqa: E402
from fediverse_pasture.server.image_provider_blueprint import image_provider_blueprint  # noqa: E402
from fediverse_pasture_inputs import available  # noqa: E402
from quart import Quart  # noqa: E402

# The inputs are written for this host of the package's own test network.
PASTURE = "http://pasture-one-actor"
AS2 = "application/activity+json"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--emit", choices=["jsonl"])
    mode.add_argument("--send", action="store_true")
    parser.add_argument("--base", help="origin of the sending peer, for --emit")
    parser.add_argument("--inbox")
    parser.add_argument("--to", help="the actor the activities are addressed to, besides the public")
    parser.add_argument("--only", action="append", default=[], choices=sorted(available), metavar="NAME")
    parser.add_argument("--kinds", default="activity,object")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--domain")
    parser.add_argument("--host", action="append", default=[], metavar="NAME=ADDRESS:PORT")
    parser.add_argument("--pace-ms", type=float, default=0, help="pause between two posts")
    parser.add_argument("--linger", type=float, default=3)
    parser.add_argument("--hold", action="store_true")
    parser.add_argument("--max-seconds", type=float, default=300)
    options = parser.parse_args()
    if options.emit and not options.base:
        parser.error("--emit wants --base")
    if options.send and not (options.inbox and options.to):
        parser.error("--send wants --inbox and --to")
    options.kinds = options.kinds.split(",")
    if not set(options.kinds) <= {"activity", "object"}:
        parser.error("--kinds is activity, object or both")
    return options


class _Captured:
    """Stands where ActivitySender expects the signing client, and keeps what it
    would send: this script posts by itself, because it wants each status."""

    activity = None

    async def get(self, _uri):
        return {"inbox": "captured"}

    async def post(self, _inbox, activity):
        self.activity = activity


def on_base(value, base):
    """The same example with the host of the package's network replaced by ours."""
    return json.loads(json.dumps(value).replace(PASTURE, base))


async def build(options, base, actor_object):
    """Every input as (line, document at the object's address)."""
    lines = []
    for name, inputs in sorted(available.items()):
        if options.only and name not in options.only:
            continue
        for index, example in enumerate(inputs.examples):
            example = on_base(example, base)
            for kind in options.kinds:
                line = await build_one(base, actor_object, options.to, name, index, example, kind)
                if line is not None:
                    lines.append(line)
    return lines


async def build_one(base, actor_object, to, name, index, example, kind):
    slug = f"{name}-{index}" + ("-fetched" if kind == "object" else "")
    captured = _Captured()
    sender = ActivitySender.for_actor(captured, actor_object)
    sender.sleep_after_getting_inbox = False
    sender.make_id = lambda activity=False: urljoin(base, f"/{'activity' if activity else 'object'}/{slug}")
    # Copies, since the package shares parts of an example between activities.
    sender.init_create_note(lambda note: {**note, **copy.deepcopy(example)})
    await sender.send(to or f"{base}/actor")
    activity = captured.activity
    embedded = activity["object"]
    document = {"@context": activity["@context"], **embedded}
    if kind == "object":
        # Without an id there is no address to read the object at.
        if embedded.get("id") is None:
            return None
        activity = {**activity, "object": embedded["id"]}
    return {
        "name": name,
        "index": index,
        "kind": kind,
        "activity_id": activity.get("id"),
        "object_id": embedded.get("id"),
        "activity": activity,
        "object": document,
    }


def actor_for(base, data):
    return bovine_actor_for_actor_data(f"{base}/{data.actor_name}", data)


def application(base, actors, lines, seen):
    app = Quart(__name__)
    record_requests(app, seen)
    app.register_blueprint(image_provider_blueprint, url_prefix="/images")
    documents = {line["object_id"]: line["object"] for line in lines if line["object_id"]}
    activities = {line["activity_id"]: line["activity"] for line in lines}

    def answer(found):
        return (found, 200, {"content-type": AS2}) if found else ("", 404)

    @app.get("/object/<slug>")
    async def an_object(slug):
        return answer(documents.get(f"{base}/object/{slug}"))

    @app.get("/activity/<slug>")
    async def an_activity(slug):
        return answer(activities.get(f"{base}/activity/{slug}"))

    # Some inputs reply to, or quote, these two notes.
    @app.get("/assets/<name>.jsonap")
    async def a_note(name):
        if name not in ("note1", "note2"):
            return "", 404
        return answer(
            {
                "@context": "https://www.w3.org/ns/activitystreams",
                "type": "Note",
                "id": f"{base}/assets/{name}.jsonap",
                "to": ["https://www.w3.org/ns/activitystreams#Public"],
                "attributedTo": f"{base}/actor",
                "content": "One" if name == "note1" else "Two",
                "published": "2024-01-06T13:11:45Z",
            }
        )

    app.register_blueprint(BlueprintForActors(actors).blueprint)
    return app


def show(value):
    print(json.dumps(value, ensure_ascii=False), flush=True)


async def emit(options):
    base = options.base.rstrip("/")
    _, actor_object = actor_for(base, generate_one_actor())
    for line in await build(options, base, actor_object):
        show(line)
    return 0


async def send(options):
    listener = bound_socket(options.port)
    base = f"http://{options.domain or f'127.0.0.1:{listener.getsockname()[1]}'}"
    main = generate_one_actor()
    second = main.model_copy(update={"actor_name": "second", "user_part": "second"})
    signer, actor_object = actor_for(base, main)
    lines = await build(options, base, actor_object)
    seen = []
    counts = {}
    failed = 0
    async with serving(application(base, [main, second], lines, seen), listener), aiohttp.ClientSession() as session:
        await signer.init(session=session)
        for line in lines:
            # The client below the actor: it signs and hands back every status.
            try:
                response = await signer.client.post(options.inbox, json.dumps(line["activity"]))
                status, answer = response.status, (await response.text())[:200]
            except (aiohttp.ClientError, asyncio.TimeoutError) as error:
                status, answer = None, repr(error)
            failed += status is None or status >= 500
            counts[str(status)] = counts.get(str(status), 0) + 1
            show({**line, "status": status, "answer": answer})
            if options.pace_ms:
                await asyncio.sleep(options.pace_ms / 1000)
        show({"done": True, "base": base, "sent": len(lines), "statuses": counts, "failed": failed})
        if options.hold:
            await wait_for_end_of_input()
        else:
            await asyncio.sleep(options.linger)
    unsigned = sum(request["signed"] == "none" for request in seen)
    show({"closed": True, "requests_of_the_node": len(seen), "unsigned": unsigned})
    return 1 if failed else 0


async def main():
    options = arguments()
    use_hosts(parse_hosts(options.host))
    try:
        return await asyncio.wait_for(emit(options) if options.emit else send(options), timeout=options.max_seconds)
    except Exception as error:
        print(f"inputs.py: {error!r}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
