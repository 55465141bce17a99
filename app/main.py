"""The application, put together."""

import asyncio
import gc
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.types import ASGIApp

from app import administer, coordinate, join, learn, play, translate, web
from app.administer.routes import routes as administer_routes
from app.content.locales import Locales
from app.coordinate.inviting import invite_people
from app.coordinate.letters import KINDS as COORDINATE_LETTERS
from app.coordinate.routes import routes as coordinate_routes
from app.join.letters import KINDS as JOIN_LETTERS
from app.join.routes import routes as join_routes
from app.learn.routes import handlers, hot_routes, other_routes
from app.mail import Post, post_of
from app.people.passwords import Passwords
from app.play.routes import routes as play_routes
from app.settings import Settings, settings_from
from app.storage import Database, open_database
from app.translate.committing import commit_translations
from app.translate.routes import routes as translate_routes
from app.translate.workbench import Workbench, workbench
from app.web import assets, failures, health, languages
from app.web.guard import Guard
from app.web.locale import Interface
from app.web.messages import Messages
from app.web.render import renderer
from app.web.sending import send_letters
from app.web.sessions import Chance, Cookie
from app.web.shelf import Refreshing, Shelf
from app.web.site import Site

_WEB = Path(web.__path__[0])
_TEMPLATES = [
    Path(package.__path__[0]) / "templates" for package in (web, learn, join, administer, coordinate, translate, play)
]
# What somebody reads and when is nobody else's business; to look at each request whether it is costs time besides.
_NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
LETTERS: Final = MappingProxyType({**JOIN_LETTERS, **COORDINATE_LETTERS})
"""Every kind of letter that the site sends."""

_now = partial(datetime.now, UTC)


def create() -> ASGIApp:
    """The application with the settings of the environment, for uvicorn."""
    settings = settings_from()
    app = application(settings, open_database(settings.database_url))
    # What was made until now stays until the process ends: it needn't be looked through for what can be thrown away,
    # which would keep every request of that moment waiting for some 80 ms.
    gc.collect()
    gc.freeze()
    return app


def application(
    settings: Settings,
    database: Database,
    *,
    interfaces: tuple[Interface, ...] = (),
    clock: Callable[[], datetime] = _now,
    chance: Chance = secrets.token_bytes,
    post: Post | None = None,
) -> ASGIApp:
    """The application, with time and chance passed in. It closes `database` when it is shut down.

    With `interfaces` it speaks through these alone, and reads no translations. Letters go to `post`, if it is given,
    instead of where the settings say.
    """
    return around(settings, site_of(settings, database, interfaces, clock=clock, chance=chance, post=post))


def around(settings: Settings, site: Site) -> ASGIApp:
    """The application that shows a site."""
    messages = Messages(site)
    work = _workbench(settings)
    learning = handlers(site, messages)
    app = FastAPI(
        lifespan=_lifespan(site, work),
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        telemetry=_NO_TELEMETRY,
    )
    app.router.routes[:] = [
        *health.routes(site.database),
        *languages.routes(site),
        *assets.routes(_assets(), settings.courses_dir),
        # Their addresses have as many parts as a lesson's, and would be taken for one.
        *coordinate_routes(site, messages),
        *translate_routes(site, messages, work),
        *play_routes(site, messages),
        # A lesson is asked for more often than all the rest together, and routes are tried one after another.
        *hot_routes(learning),
        *join_routes(site, messages),
        *administer_routes(site, messages),
        *other_routes(learning),
    ]
    failures.explain(app, messages)
    guarded = Guard(failures.Quiet(app), origin=settings.base_url, refuse=messages.refuse)
    return Refreshing(guarded, site.shelf) if settings.author else guarded


def _workbench(settings: Settings) -> Workbench:
    locales = Locales(settings.locales_dir)
    return workbench(locales, locks=settings.data_dir / "locks", courses=settings.courses_dir)


def site_of(
    settings: Settings,
    database: Database,
    interfaces: tuple[Interface, ...],
    *,
    clock: Callable[[], datetime],
    chance: Chance,
    post: Post | None,
) -> Site:
    """What every handler of one site needs; see `application`."""
    files = _assets()
    shelf = Shelf(
        settings.courses_dir,
        None if interfaces else Locales(settings.locales_dir),
        cache=settings.data_dir,
        author=settings.author,
        interfaces=interfaces,
    )
    return Site(
        name=settings.site_name,
        origin=settings.base_url,
        organisation=settings.organisation,
        contact=settings.contact_email,
        mail_from=settings.mail_from or settings.contact_email,
        guest_lifetime=timedelta(days=settings.guest_days),
        account_lifetime=timedelta(days=settings.account_days),
        second_factor=settings.second_factor,
        proxies=frozenset(one.strip() for one in settings.proxies.split(",")),
        database=database,
        shelf=shelf,
        renderer=renderer(
            _TEMPLATES,
            interfaces=shelf.interfaces,
            static=lambda name: files[name].address,
        ),
        cookie=Cookie(secure=settings.secure_cookies),
        guest_cookie=Cookie("guest", secure=settings.secure_cookies),
        passwords=Passwords(),
        post=post or post_of(settings.mail_url, settings.data_dir),
        letters=asyncio.Event(),
        intakes=asyncio.Event(),
        clock=clock,
        chance=chance,
    )


def _assets() -> Mapping[str, assets.Asset]:
    return assets.assets([_WEB / "static"])


def _lifespan(site: Site, work: Workbench) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        # The courses can be read before words in them can be searched for, which takes some seconds at the first start.
        works = (
            site.shelf.watch(),
            send_letters(site, LETTERS),
            invite_people(site),
            commit_translations(site, work),
        )
        beside = [asyncio.create_task(each) for each in works]
        yield
        for task in beside:
            task.cancel()
        site.passwords.close()
        await site.database.close()

    return lifespan
