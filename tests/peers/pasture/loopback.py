"""What the two pasture scripts share: an application served on loopback while
work is done, and the host names of a test network."""

import asyncio
import atexit
import contextlib
import ipaddress
import logging
import os
import shutil
import socket
import sys
import tempfile
import threading

import aiohttp
import aiohttp.abc
from hypercorn.asyncio import serve
from hypercorn.config import Config


def quiet():
    """Nothing on standard output but the results, nothing on standard error but
    failures, and no file in the tree. To be called before the packages are imported.
    """
    # The package below opens its JSON-LD cache in the current folder when it is imported.
    scratch = tempfile.mkdtemp(prefix="sofra-peer-")
    os.chdir(scratch)
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    logging.disable(logging.CRITICAL)
    if not sys.warnoptions:
        import warnings

        warnings.simplefilter("ignore")


def parse_hosts(entries):
    """Reads NAME=ADDRESS[:PORT] entries; only loopback addresses are allowed."""
    hosts = {}
    for entry in entries:
        name, _, target = entry.partition("=")
        address, _, port = target.rpartition(":") if target.count(":") == 1 else (target, "", "")
        if not name or not ipaddress.ip_address(address).is_loopback:
            raise SystemExit(f"--host wants NAME=LOOPBACK-ADDRESS:PORT, not {entry}")
        hosts[name.lower()] = (address, int(port) if port else None)
    return hosts


class _Hosts(aiohttp.abc.AbstractResolver):
    """Resolves the names of the test network, and no other: a document may
    name any host, and a test run must not look outside."""

    def __init__(self, hosts):
        self.hosts = {"localhost": ("127.0.0.1", None), **hosts}

    async def resolve(self, host, port=0, family=socket.AF_INET):
        if host.lower() not in self.hosts:
            raise OSError(f"{host} is not a host of this test network")
        address, mapped = self.hosts[host.lower()]
        return [
            {
                "hostname": host,
                "host": address,
                "port": mapped or port,
                "family": socket.AF_INET6 if ":" in address else socket.AF_INET,
                "proto": 0,
                "flags": socket.AI_NUMERICHOST,
            }
        ]

    async def close(self):
        return None


def use_hosts(hosts):
    """Makes every connection from now on follow the host map and stay on loopback.

    The packages open their own sessions without a hook to configure them.
    """
    session_class = aiohttp.ClientSession

    def session(**options):
        options.setdefault("connector", aiohttp.TCPConnector(resolver=_Hosts(hosts), ttl_dns_cache=0))
        options.setdefault("timeout", aiohttp.ClientTimeout(total=15))
        return session_class(**options)

    aiohttp.ClientSession = session

    # JSON-LD contexts are read with another client, below which only this stands.
    look_up = socket.getaddrinfo

    def loopback_only(host, *rest, **options):
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and name != "localhost":
            try:
                inside = ipaddress.ip_address(name).is_loopback
            except ValueError:
                inside = False
            if not inside:
                raise socket.gaierror(socket.EAI_NONAME, f"{name} is not a host of this test network")
        return look_up(host, *rest, **options)

    socket.getaddrinfo = loopback_only


@contextlib.asynccontextmanager
async def serving(app, listener):
    """Serves the application on an already bound socket while the block runs."""
    config = Config()
    config.bind = [f"fd://{listener.fileno()}"]
    config.accesslog = None
    config.errorlog = None
    config.graceful_timeout = 1
    stop = asyncio.Event()
    server = asyncio.create_task(serve(app, config, shutdown_trigger=stop.wait))
    await asyncio.sleep(0.2)  # the socket already queues connections; this only lets the app start
    try:
        yield
    finally:
        stop.set()
        with contextlib.suppress(asyncio.TimeoutError, asyncio.CancelledError):
            await asyncio.wait_for(server, timeout=5)


def bound_socket(port):
    """A listening socket on 127.0.0.1; port 0 picks a free one."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(128)
    return listener


def record_requests(app, seen):
    """Appends what the node asks of us, and what it got, to `seen`."""
    from quart import request

    @app.after_request
    async def note(response):
        headers = request.headers
        signed = "rfc9421" if "signature-input" in headers else "cavage" if "signature" in headers else "none"
        seen.append(
            {
                "method": request.method,
                "path": request.full_path.rstrip("?"),
                "signed": signed,
                "accept": headers.get("accept"),
                "status": response.status_code,
            }
        )
        return response


async def wait_for_end_of_input():
    """Returns when standard input closes.

    A daemon thread, and the bare descriptor: an executor's thread, or the lock
    of sys.stdin, would keep the process alive after its time is up.
    """
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()

    def read():
        with contextlib.suppress(OSError):
            while os.read(0, 4096):
                pass
        with contextlib.suppress(RuntimeError):  # the loop may have closed meanwhile
            loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=read, daemon=True).start()
    await ended.wait()
