#!/usr/bin/env python3
"""Runs fediverse-pasture's actor verification against an actor of a running
node and prints what it found as JSON.

    verify_actor.py ACTOR [--port N] [--domain HOST[:PORT]] [--host NAME=ADDRESS:PORT]...
                    [--strict] [--max-seconds N]

ACTOR is the URL of an actor, or acct:name@host. The verification serves seven
actors on loopback (`alice` to `frank` and `actor`), reads ACTOR and posts to its
inbox as each of them; the node reads them back to check the signatures. So the
node must accept http peers on loopback, and may have 127.0.0.1 blocked by no policy.

Exit status: 0 when the required checks pass, 1 when one fails, 2 when it could not run.
"""

import argparse
import asyncio
import json
import sys

sys.dont_write_bytecode = True  # nothing is written into the tree

from loopback import bound_socket, parse_hosts, quiet, record_requests, serving, use_hosts  # noqa: E402

quiet()

from fediverse_pasture.data_provider import DataProvider  # noqa: E402
from fediverse_pasture.server import BlueprintForActors  # noqa: E402
from fediverse_pasture.server.verify_actor import ActorVerifier  # noqa: E402
from fediverse_pasture.types import Message  # noqa: E402
from quart import Quart  # noqa: E402

# What the package itself warns about when it shows a result to a person, and
# that an unsigned post of a second kind of actor is refused too.
REQUIRED = [
    ("alice", "post_inbox", False, "an unsigned post is refused"),
    ("bob", "get_actor", True, "a signed request can read the actor"),
    ("bob", "post_inbox", True, "a signed post is accepted"),
    ("claire", "get_actor", True, "an actor that answers only signed requests can read the actor"),
    ("claire", "post_inbox", True, "the key of an actor that answers only signed requests is read with a signed request"),
    ("dean", "post_inbox", False, "an unsigned post is refused, also without WebFinger"),
]
# Right for a public actor, and for peers without preferredUsername and WebFinger.
STRICT = [
    ("alice", "get_actor", True, "an unsigned request can read the actor"),
    ("dean", "get_actor", True, "an unsigned request can read the actor, also without WebFinger"),
    ("emily", "get_actor", True, "an actor without WebFinger can read the actor"),
    ("emily", "post_inbox", True, "a signed post of an actor without preferredUsername is accepted"),
    ("frank", "get_actor", True, "an actor without WebFinger that answers only signed requests can read the actor"),
    ("frank", "post_inbox", True, "a signed post of an actor without preferredUsername that answers only signed requests is accepted"),
]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("actor")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--domain", help="the host under which the node reaches this script (default 127.0.0.1:PORT)")
    parser.add_argument("--host", action="append", default=[], metavar="NAME=ADDRESS:PORT")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--timeout", type=float, default=15, help="seconds for each actor")
    parser.add_argument("--max-seconds", type=float, default=120)
    return parser.parse_args()


def checks(result, strict):
    rows = [(*row, True) for row in REQUIRED] + [(*row, strict) for row in STRICT]
    found = [
        {
            "check": f"{actor}.{what}",
            "meaning": meaning,
            "required": required,
            "expected": expected,
            "got": result.get(actor, {}).get(what),
            "ok": result.get(actor, {}).get(what) is expected,
        }
        for actor, what, expected, meaning, required in rows
    ]
    found.append(
        {
            "check": "webfinger",
            "meaning": "acct:preferredUsername@host leads back to the id of the actor",
            "required": True,
            "expected": True,
            "got": result.get("webfinger"),
            "ok": result.get("webfinger") is True,
        }
    )
    return found


async def verify(options):
    listener = bound_socket(options.port)
    domain = options.domain or f"127.0.0.1:{listener.getsockname()[1]}"
    data = DataProvider.generate()
    actors = data.possible_actors + [data.one_actor]

    app = Quart(__name__)
    seen = []
    record_requests(app, seen)
    app.register_blueprint(BlueprintForActors(actors).blueprint)

    message = Message()
    verifier = ActorVerifier(
        actor_list=actors,
        remote_uri=options.actor,
        domain=domain,
        message=message,
        timeout=options.timeout,
    )
    async with serving(app, listener):
        result = await verifier.verify()
    found = checks(result, options.strict)
    return {
        "actor": options.actor,
        "resolved": verifier.remote_actor_uri,
        "ok": all(check["ok"] for check in found if check["required"]),
        "checks": found,
        "result": result,
        "requests_of_the_node": seen,
        "messages": message.steps,
    }


async def main():
    options = arguments()
    use_hosts(parse_hosts(options.host))
    try:
        report = await asyncio.wait_for(verify(options), timeout=options.max_seconds)
    except Exception as error:
        print(json.dumps({"actor": options.actor, "ok": False, "error": repr(error)}))
        return 2
    print(json.dumps(report, indent=2))
    return 0 if report["ok"] else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
