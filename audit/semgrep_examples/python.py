"""What each rule has to find, and what it has to leave alone. Never run."""

import asyncio
import csv
import hashlib
import logging
import os
import subprocess
import time

# ruleid: request-to-elsewhere
import urllib.request
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from hmac import compare_digest
from pathlib import Path

# ok: request-to-elsewhere
from urllib.parse import quote, urlencode

# ruleid: request-to-elsewhere
import httpx
import jinja2

# ruleid: spreadsheet-by-hand
import openpyxl
from fastapi import Depends, FastAPI
from markupsafe import Markup, escape

from starlette.middleware.base import BaseHTTPMiddleware

from starlette.middleware.cors import CORSMiddleware

_log = logging.getLogger(__name__)


def markup(text):
    # ruleid: markup-outside-reviewed-place
    Markup(text)
    # ruleid: markup-outside-reviewed-place
    Markup("<b>{}</b>").format(text)
    # ok: markup-outside-reviewed-place
    escape(text)


def html(text):
    # ruleid: html-from-text
    Html(text)
    # ruleid: html-from-text
    Html(f"<p>{text}</p>")
    # ok: html-from-text
    Html("")
    # ok: html-from-text
    Html(TOKEN_HOLE)


def templates(environment, text):
    # ruleid: template-from-text
    environment.from_string(text)
    # ruleid: template-from-text
    jinja2.Template(text)
    # ruleid: template-from-text
    jinja2.Environment(loader=None, autoescape=False)
    # ok: template-from-text
    jinja2.Environment(loader=None, autoescape=True)
    # ok: template-from-text
    environment.get_template("message.html")


def statements(connection, name):
    # ruleid: sql-from-text
    connection.execute(f"SELECT * FROM person WHERE name = '{name}'")
    # ruleid: sql-from-text
    connection.exec_driver_sql("SELECT * FROM person WHERE name = '%s'" % name)
    # ruleid: sql-from-text
    text("SELECT * FROM person ORDER BY " + name)
    # ruleid: sql-from-text
    connection.scalar("SELECT {} FROM person".format(name))
    # ok: sql-from-text
    connection.execute("SELECT * FROM person WHERE name = ?", (name,))
    # ok: sql-from-text
    text("kind = 'practice'")
    # ok: sql-from-text
    literal_column(f"'{_NONE}'")


def lead_on(request, sent, site):
    # ruleid: redirect-from-request
    redirect(sent.one("next"))
    # ruleid: redirect-from-request
    redirect(f"/en{request.query_params.get('next')}")
    place = sent.one("to")
    # ruleid: redirect-from-request
    return Finished(b"", ((b"location", place),))


def lead_on_well(request, sent, site, found):
    # ok: redirect-from-request
    redirect("/en")
    # ok: redirect-from-request
    redirect(f"/en/search?{urlencode({'q': sent.one('q')})}")
    # ok: redirect-from-request
    redirect(f"/en{quote(sent.one('to'))}")
    # ok: redirect-from-request
    redirect(request.url.path)
    question = found.questions.get(request.path_params["question"])
    # ok: redirect-from-request
    redirect(question.address)
    language = sent.one("language")
    if language not in site.interfaces:
        return None
    # ok: redirect-from-request
    return redirect(f"/{language}")


def files(request, sent, folder):
    # ruleid: file-from-request
    open(request.query_params["file"])
    # ruleid: file-from-request
    Path(sent.one("file")).read_bytes()
    name = request.path_params["file"]
    # ruleid: file-from-request
    return (folder / name).read_bytes()


def files_well(request, folder):
    # ok: file-from-request
    (folder / "course.md").read_bytes()
    name = request.path_params["file"]
    if not _NAME.fullmatch(name):
        return None
    # ok: file-from-request
    return (folder / name).read_bytes()


def programs(name):
    # ruleid: shell
    subprocess.run(f"hunspell -d {name}", shell=True)
    # ruleid: shell
    os.system("ls")
    # ruleid: shell
    os.popen("ls")
    # ruleid: shell
    asyncio.create_subprocess_shell("ls")
    # ok: shell
    subprocess.run(["hunspell", "-d", name])


# ruleid: base-http-middleware
class Timing(BaseHTTPMiddleware):
    pass


# ok: base-http-middleware
class Guard:
    async def __call__(self, scope, receive, send):
        pass


def applications(app):
    # ruleid: other-origins-let-in
    app.add_middleware(CORSMiddleware)
    # ruleid: other-origins-let-in
    (b"access-control-allow-origin", b"*")
    # ok: other-origins-let-in
    (b"cross-origin-opener-policy", b"same-origin")
    # ruleid: api-documented-in-public
    FastAPI()
    # ruleid: api-documented-in-public
    FastAPI(docs_url=None, redoc_url=None, openapi_url=None, debug=True)
    # ok: api-documented-in-public
    FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


# ruleid: yield-dependency
async def transaction():
    connection = begin()
    yield connection
    connection.commit()


# ok: yield-dependency
@asynccontextmanager
async def lifespan(app):
    start()
    yield
    stop()


# ok: yield-dependency
def cuts(found):
    yield found.head


# ruleid: yield-dependency
async def handler(connection=Depends(transaction)):
    return connection


def cookies(response):
    # ruleid: cookie-by-hand
    response.set_cookie("seen", "yes")
    # ruleid: cookie-by-hand
    return Finished(b"", ((b"set-cookie", b"seen=yes"),))


def cookies_well(site, token):
    # ok: cookie-by-hand
    return Finished(b"", (site.cookie.set(token, site.lifetime),))


def logs(request, sent, account, password, error):
    # ruleid: request-in-log
    _log.info("asked for %s", request.url)
    # ruleid: request-in-log
    _log.info("looked for %s", request.query_params.get("q"))
    # ruleid: request-in-log
    _log.warning("wrote %s", sent.fields)
    # ruleid: request-in-log
    _log.warning(f"{account.email} gave a wrong password")
    # ruleid: request-in-log
    logging.error("wrong: %s", password)
    # ok: request-in-log
    _log.warning("%s %s: %s", request.method, request.url.path, type(error).__name__)


def clocks(clock):
    # ruleid: clock-read-inside
    datetime.now(UTC)
    # ruleid: clock-read-inside
    date.today()
    # ruleid: clock-read-inside
    time.time()
    # ok: clock-read-inside
    clock()
    # ok: clock-read-inside
    datetime.fromtimestamp(0, UTC)


def secrets(session, token, given, row):
    # ruleid: secret-compared-in-view
    if token == given:
        return True
    # ruleid: secret-compared-in-view
    if given != row.token_hash:
        return False
    # ruleid: secret-compared-in-view
    if form_token(session) == given:
        return True
    # ok: secret-compared-in-view
    if given == "delete":
        return True
    # ok: secret-compared-in-view
    if len(token) == 22:
        return True
    # ok: secret-compared-in-view
    if ticket.c.token_hash == bindparam("token_hash"):
        return True
    # ok: secret-compared-in-view
    return compare_digest(hashlib.sha256(token).digest(), given)


async def bodies(request):
    # ruleid: body-beyond-the-guard
    await request.form()
    # ruleid: body-beyond-the-guard
    await request.json()
    # ok: body-beyond-the-guard
    await sent_form(request)


def spreadsheets(file):
    # ruleid: spreadsheet-by-hand
    csv.writer(file)
    # ok: spreadsheet-by-hand
    csv.reader(file)
