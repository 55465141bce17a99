"""What happens when somebody answers in a lesson, asks for a hint, or comes to its end."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from starlette.requests import Request

from app.content import questions
from app.content.model import Question
from app.content.questions import Answer, Incomplete
from app.learn import sentences
from app.learn.finished_lessons import FinishedLesson, Reader
from app.learn.question_parts import UNTOUCHED, Stand, stand, written
from app.people.operations import PersonGone
from app.people.tokens import token_hash
from app.progress.answering import Outcome, answer_question, confirm_lesson, take_hint
from app.progress.operations import Outdated, keep_place
from app.progress.queries import lesson_state
from app.progress.records import LessonState, tries_of
from app.storage import StorageError, Writer
from app.web.callers import Caller, caller, holder, page_token, save
from app.web.forms import Sent
from app.web.fragments import Cut, gzipped_page, plain_page
from app.web.responses import GZIP, HTML, PERSONAL, PLAIN, Finished, Header, redirect, takes_gzip
from app.web.site import Site


async def read_lesson(site: Site, request: Request, found: FinishedLesson) -> Finished:
    """A lesson's page: the same for every visitor, with one's own progress for those who have some."""
    session = site.cookie.read(request.scope)
    if session is None:
        return joined(request, (found.visitor,), page_token(site, None))
    try:
        state = await _state(site, session, found)
    except StorageError:
        cuts = found.cuts({}, confirmed=False, reader="unreadable")
        return joined(request, cuts, page_token(site, session))
    if state is None:
        return joined(request, (found.visitor,), page_token(site, None))
    again = request.query_params.get("again", "") if request.scope["query_string"] else ""
    cuts = found.cuts(_stands(found, state, again), confirmed=_confirmed(found, state), reader="known")
    return joined(request, cuts, page_token(site, session))


async def take_answer(site: Site, request: Request, found: FinishedLesson, question: Question, sent: Sent) -> Finished:
    """Save an answer that is one, and lead back to the question; otherwise show the form again with what it held."""
    ui = site.interfaces[found.course.language]
    token = sent.one("token")
    who = holder(site, request, token) or await caller(site, request, token)
    answer = questions.read(question, sent.fields)
    if isinstance(answer, Incomplete):
        problem = sentences.incomplete(ui, question.kind, answer)
        return await _shown(site, request, found, who, question=question, sent=sent, problem=problem)
    try:
        saved = await _saved(site, found, who, question, answer, sent=sent) if who.trusted else None
    except PersonGone:
        saved = None
    if saved is None:
        note = sentences.send_again(ui)
        return await _shown(site, request, found, who, question=question, sent=sent, note=note)
    outcome, cookie = saved
    if isinstance(outcome, Outdated):
        return await _outdated(site, request, found, who, question=question, sent=sent, outcome=outcome)
    return redirect(f"{found.address}#{question.anchor}", extra=cookie)


async def give_hint(site: Site, request: Request, found: FinishedLesson, question: Question, sent: Sent) -> Finished:
    """Show the form again with one hint more. For somebody with a session it is kept that they saw it."""
    who = await caller(site, request, sent.one("token"))
    hints = min(sent.number("hints") + 1, len(question.hints))
    known = who.known
    if known is None or not who.trusted:
        return await _shown(site, request, found, who, question=question, sent=sent, hints=hints)
    outcome = await site.database.write(
        lambda writer: take_hint(
            writer,
            person_id=known.id,
            course=found.course,
            module=found.module.id,
            question=question,
            expected_n=sent.number("steps"),
            hints=hints,
            now=site.clock(),
        )
    )
    if isinstance(outcome, Outdated):
        return await _outdated(site, request, found, who, question=question, sent=sent, outcome=outcome)
    return await _shown(site, request, found, who, question=question, sent=sent, hints=hints)


async def confirm_end(site: Site, request: Request, found: FinishedLesson, sent: Sent) -> Finished:
    """Keep that a lesson without questions to mark was read to its end."""
    who = await caller(site, request, sent.one("token"))
    if not who.trusted or found.graded:
        return redirect(f"{found.address}#page-end")

    async def work(writer: Writer, person_id: int, now: datetime) -> None:
        await confirm_lesson(
            writer,
            person_id=person_id,
            course=found.course,
            module=found.module.id,
            lesson=found.lesson,
            now=now,
        )

    _, cookie = await save(site, who, found.course.language, work)
    return redirect(f"{found.address}#page-end", extra=cookie)


async def note_place(site: Site, request: Request, found: FinishedLesson, sent: Sent) -> Finished:
    """Keep where somebody stopped reading. Nobody waits for the answer, so it is empty."""
    who = await caller(site, request, sent.one("token"))
    anchor = sent.one("anchor")
    places = {heading.anchor for heading in found.lesson.headings} | {one.anchor for one in found.questions.values()}
    known = who.known
    if known is not None and who.trusted and anchor in places:
        await site.database.write(
            lambda writer: keep_place(
                writer,
                person_id=known.id,
                course=found.course.id,
                module=found.module.id,
                lesson=found.lesson.id,
                anchor=anchor,
                now=site.clock(),
            )
        )
    return Finished(b"", (PERSONAL,), 204)


def joined(request: Request, cuts: Iterable[Cut], token: str, extra: Iterable[Header] = ()) -> Finished:
    """A page joined from finished pieces."""
    if takes_gzip(request.scope):
        return Finished(gzipped_page(cuts, token), (HTML, *GZIP, PERSONAL, *extra))
    return Finished(plain_page(cuts, token), (HTML, *PLAIN, PERSONAL, *extra))


async def _state(site: Site, session: str, found: FinishedLesson) -> LessonState | None:
    return await lesson_state(
        site.database,
        token_hash=token_hash(session),
        course=found.course.id,
        module=found.module.id,
        questions=found.question_ids,
        now=site.clock(),
    )


def _stands(found: FinishedLesson, state: LessonState, again: str = "") -> Mapping[str, Stand]:
    return {
        question: stand(found.questions[question], tries, again=question == again)
        for question, tries in state.tries.items()
    }


def _confirmed(found: FinishedLesson, state: LessonState) -> bool:
    return not state.confirmed.isdisjoint({found.lesson.id, *found.lesson.formerly})


async def _shown(
    site: Site,
    request: Request,
    found: FinishedLesson,
    who: Caller,
    *,
    question: Question,
    sent: Sent,
    problem: str = "",
    note: str = "",
    hints: int = 0,
) -> Finished:
    """The lesson with the form filled as it was sent; nothing typed is lost."""
    draft = questions.draft(question, sent.fields)

    def filled(before: Stand) -> Stand:
        seen = max(before.hints, hints, min(sent.number("hints"), len(question.hints)))
        return before._replace(answer=written(draft), hints=seen, fresh=True, problem=problem, note=note)

    return await _page_with(site, request, found, who, question=question, change=filled)


async def _saved(
    site: Site, found: FinishedLesson, who: Caller, question: Question, answer: Answer, *, sent: Sent
) -> tuple[Outcome, tuple[Header, ...]]:
    async def work(writer: Writer, person_id: int, now: datetime) -> Outcome:
        return await answer_question(
            writer,
            person_id=person_id,
            course=found.course,
            module=found.module.id,
            question=question,
            answer=answer,
            expected_n=sent.number("steps"),
            hints=min(sent.number("hints"), len(question.hints)),
            now=now,
        )

    return await save(site, who, found.course.language, work)


async def _outdated(
    site: Site,
    request: Request,
    found: FinishedLesson,
    who: Caller,
    *,
    question: Question,
    sent: Sent,
    outcome: Outdated,
) -> Finished:
    """The question as it stands. Words that somebody wrote are given back in a form, since nobody writes them twice."""
    ui = site.interfaces[found.course.language]
    now_stands = stand(question, tries_of(outcome.steps))
    draft = questions.draft(question, sent.fields)
    if isinstance(draft, str) and draft:
        note = ui.gettext(
            "This question was answered on another page since you opened this one. What you wrote is still here: "
            "send it again if it should count."
        )
        now_stands = now_stands._replace(answer=written(draft), fresh=True, note=note)
    else:
        note = ui.gettext(
            "This question was answered on another page since you opened this one. Here is how it stands now."
        )
        now_stands = now_stands._replace(note=note)
    return await _page_with(site, request, found, who, question=question, change=lambda _before: now_stands)


async def _page_with(
    site: Site,
    request: Request,
    found: FinishedLesson,
    who: Caller,
    *,
    question: Question,
    change: Callable[[Stand], Stand],
) -> Finished:
    """The lesson as it stands, with one question changed for this answer only."""
    state = await _state(site, who.session, found) if who.session else None
    stands = dict(_stands(found, state)) if state else {}
    stands[question.id] = change(stands.get(question.id, UNTOUCHED))
    reader: Reader = "known" if state else "visitor"
    cuts = found.cuts(stands, confirmed=bool(state and _confirmed(found, state)), reader=reader)
    return joined(request, cuts, page_token(site, who.session if state else None))
