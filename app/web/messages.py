"""Pages that say what went wrong, in words a person understands, and what to do next."""

from collections.abc import Iterable, Sequence

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from app.web.locale import Interface
from app.web.page import Link, Message, Resend
from app.web.responses import Finished, Header, personal_page
from app.web.site import Site


class Messages:
    """Makes those pages; only here does a mishap get its HTTP status."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def language_of(self, path: str) -> str:
        """The language that an address begins with; the first of the site where it names none."""
        code = path.lstrip("/").partition("/")[0]
        return code if code in self._site.interfaces else next(iter(self._site.interfaces))

    def not_found(self, request: Request, language: str) -> Finished:
        """An address that never existed, or isn't the caller's to see."""
        ui = self._ui(language)
        if not self._site.shelf.library.courses:
            return self._no_course(request, language)
        return self._page(
            request,
            language,
            404,
            heading=ui.gettext("This page is not here"),
            texts=[
                ui.gettext("Nothing is kept at this address. It may have been typed or copied with a small mistake.")
            ],
            links=(self._to_course(language), self._to_search(language)),
        )

    def _no_course(self, request: Request, language: str) -> Finished:
        """Only an author gets here: for anybody else the site doesn't start with a broken course.

        It isn't the address that is wrong, and soon there will be something at it: that is 503 rather than 404.
        """
        ui = self._ui(language)
        text = ui.gettext("It has been broken since the site was started. Mend what is listed, and this page shows it.")
        heading = ui.gettext("The course cannot be shown yet")
        return self._page(request, language, 503, heading=heading, texts=[text], links=())

    def lesson_gone(self, request: Request, language: str, nearest: Link | None) -> Finished:
        """A lesson that isn't part of the course, with the one that comes closest."""
        ui = self._ui(language)
        text = ui.gettext("The lesson you are looking for is not part of the course (any longer).")
        # Translators: a link to the lesson with the most similar name follows.
        closest = ui.gettext("This one comes closest:") if nearest else ""
        note = ui.gettext(
            "Nothing you have done is lost. Your progress counts the lessons that are in the course today."
        )
        links = ((nearest,) if nearest else ()) + (
            Link(self._site.course_home(language), ui.gettext("See all lessons")),
        )
        texts = [text, note, closest] if closest else [text, note]
        return self._page(
            request, language, 404, heading=ui.gettext("This lesson is not here"), texts=texts, links=links
        )

    def question_gone(self, request: Request, language: str, lesson: Link) -> Finished:
        """An answer to a question that the lesson doesn't have any longer."""
        ui = self._ui(language)
        text = ui.gettext(
            "The question was taken out of this lesson after you opened the page, so your answer was not counted. "
            "What you did before is not lost."
        )
        heading = ui.gettext("This question has changed")
        return self._page(request, language, 409, heading=heading, texts=[text], links=(lesson,))

    def already_finished(self, request: Request, language: str, result: str) -> Finished:
        """An answer in a quiz that was finished elsewhere."""
        ui = self._ui(language)
        text = ui.gettext("You finished it on another page or another device. What was sent just now was not added.")
        heading = ui.gettext("This attempt is already finished")
        links = (Link(result, ui.gettext("See my result")),)
        return self._page(request, language, 409, heading=heading, texts=[text], links=links)

    def signed_out(self, request: Request, language: str, fields: Sequence[tuple[str, str]]) -> Finished:
        """Something that was typed for longer than the session lasted; it can be sent again from the page."""
        ui = self._ui(language)
        text = ui.gettext(
            "You were signed out in the meantime. What you typed is still on this page. "
            "Sign in in another window, come back here, and try again."
        )
        url = request.url
        return self._page(
            request,
            language,
            403,
            heading=ui.gettext("This was not saved"),
            texts=[text],
            links=(Link(f"/{language}/sign-in", ui.gettext("Sign in")),),
            resend=Resend(f"{url.path}?{url.query}" if url.query else url.path, tuple(fields)),
        )

    def unreadable(self, request: Request, language: str, reason: str) -> Finished:
        """A file of translations that is being written, or was left broken; `reason` says where."""
        ui = self._ui(language)
        text = ui.gettext("Somebody may be changing it. Wait a moment, then try again: {reason}", reason=reason)
        heading = ui.gettext("This file can’t be read at the moment")
        return self._page(request, language, 503, heading=heading, texts=[text], links=())

    def not_saved(self, request: Request, language: str, fields: Sequence[tuple[str, str]]) -> Finished:
        """A database that is busy, full, read-only or away; the form can be sent again from the page."""
        ui = self._ui(language)
        text = ui.gettext(
            "The site cannot store any change at the moment. What you sent is still on this page. "
            "Wait a moment, then try again."
        )
        return self._page(
            request,
            language,
            503,
            # Translators: said of whatever was sent: an answer, a finished quiz, the wish to delete one's progress.
            heading=ui.gettext("This was not saved"),
            texts=[text, *self._whom_to_tell(ui)],
            links=(),
            resend=Resend(request.url.path, tuple(fields)),
        )

    def unavailable(self, request: Request, language: str) -> Finished:
        """A page that can't be shown without the database."""
        text = self._ui(language).gettext(
            "Your progress cannot be shown at the moment. The lessons are all here, and nothing you did is lost."
        )
        return self._in_a_moment(request, language, text)

    def unsearchable(self, request: Request, language: str) -> Finished:
        """A search while the index is missing and can't be made."""
        text = self._ui(language).gettext("Nothing can be looked up at the moment. The lessons are all here.")
        return self._in_a_moment(request, language, text)

    def _in_a_moment(self, request: Request, language: str, text: str) -> Finished:
        ui = self._ui(language)
        heading = ui.gettext("Please try again in a moment")
        return self._page(request, language, 503, heading=heading, texts=[text], links=(self._to_course(language),))

    def of_status(self, request: Request, status: int, *, extra: Iterable[Header] = ()) -> Finished:
        """What a refused or failed request is told; `extra` are headers that belong to the status."""
        language = self.language_of(request.url.path)
        if status == 404:
            return self.not_found(request, language)
        ui = self._ui(language)
        heading, text = self._words(ui, status)
        links = (self._to_course(language),)
        return self._page(request, language, status, heading=heading, texts=[text], links=links, extra=extra)

    async def refuse(self, scope: Scope, receive: Receive, send: Send, status: int) -> None:
        """Answer as an ASGI application."""
        await self.of_status(Request(scope), status)(scope, receive, send)

    def _words(self, ui: Interface, status: int) -> tuple[str, str]:
        told = {
            403: (
                ui.gettext("This form did not come from this site"),
                ui.gettext(
                    "To protect you, the site only accepts what you send from its own pages. Nothing was saved. "
                    "Open the page here and try again."
                ),
            ),
            413: (
                ui.gettext("That was too much at once"),
                ui.gettext(
                    "What you sent is larger than this site can take. Nothing was saved. Go back, shorten your text, "
                    "and send it again."
                ),
            ),
            500: (
                ui.gettext("Something went wrong on our side"),
                " ".join(
                    [
                        ui.gettext("It was not your doing. What you saved before is safe. Please try again."),
                        *self._whom_to_tell(ui),
                    ]
                ),
            ),
        }
        unread = (
            ui.gettext("We could not read that"),
            ui.gettext("What arrived was not complete. Nothing was saved. Go back and send it again."),
        )
        return told.get(status, unread)

    def _whom_to_tell(self, ui: Interface) -> list[str]:
        if not self._site.contact:
            return []
        return [ui.gettext("If this lasts, please tell {contact}.", contact=self._site.contact)]

    def _page(
        self,
        request: Request,
        language: str,
        status: int,
        *,
        heading: str,
        texts: Sequence[str],
        links: tuple[Link, ...],
        resend: Resend | None = None,
        extra: Iterable[Header] = (),
    ) -> Finished:
        frame = self._site.frame(language, title=heading, path="", indexed=False)
        page = Message(**frame, heading=heading, texts=tuple(texts), links=links, resend=resend)
        wait = ((b"retry-after", b"5"),) if status == 503 else ()
        return personal_page(request, self._site.render(page, language), status=status, extra=(*wait, *extra))

    def _to_course(self, language: str) -> Link:
        return Link(self._site.course_home(language), self._ui(language).gettext("Go to the course"))

    def _to_search(self, language: str) -> Link:
        return Link(f"/{language}/search", self._ui(language).gettext("Search the course"))

    def _ui(self, language: str) -> Interface:
        return self._site.interfaces[language]
