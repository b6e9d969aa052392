"""Serve `/livez`, `/readyz` and `/metrics` on one address."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog
from aiohttp import web

from bot.ops.address import Address
from bot.ops.health import Condition, Health, is_ready

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def serve_health(
    address: Address | None, health: Health, metrics: Callable[[], tuple[bytes, str]]
) -> AsyncIterator[Address | None]:
    """Serve until the end; `metrics` returns a body and its type. Yield the address.

    An address that cannot be used costs nobody an answer: it is logged, and nothing is served.
    """
    if address is None:
        yield None
        return
    runner = web.AppRunner(_application(health, metrics), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        yield await _listen(runner, address)
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, address: Address) -> Address | None:
    try:
        await web.TCPSite(runner, *address).start()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        _log.warning("http.off", address=str(address), error=reason, set="ALMANAC_HTTP")
        return None
    served = Address(*runner.addresses[0][:2])
    _log.info("http.serving", address=str(served))
    return served


def _application(health: Health, metrics: Callable[[], tuple[bytes, str]]) -> web.Application:
    async def serve_live(_: web.Request) -> web.Response:
        # That the loop takes the request and replies is all that is asked here.
        return web.Response(text="alive\n")

    async def serve_ready(_: web.Request) -> web.Response:
        return describe(health.conditions())

    async def serve_metrics(_: web.Request) -> web.Response:
        body, kind = metrics()
        return web.Response(body=body, headers={"Content-Type": kind})

    application = web.Application()
    application.router.add_get("/livez", serve_live)
    application.router.add_get("/readyz", serve_ready)
    application.router.add_get("/metrics", serve_metrics)
    return application


def describe(conditions: tuple[Condition, ...]) -> web.Response:
    """Reply 200 if everything is fine and 503 if not, with all that was seen."""
    ready = is_ready(conditions)
    seen = {one.name: {"ok": one.fine, "detail": one.detail} for one in conditions}
    body = json.dumps({"ready": ready, "checks": seen}, ensure_ascii=False, indent=2)
    status = 200 if ready else 503
    return web.Response(text=body + "\n", status=status, content_type="application/json")
