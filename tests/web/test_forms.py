"""What arrives may be anything; it never breaks the site, and nothing senseless is kept."""

import pytest

from app.progress.tables import step
from tests.learn.browser import Browser
from tests.learn.cast import KINDS, LESSON, answer, begin_quiz, token
from tests.learn.kept import counts, values
from tests.learn.markup import parse
from tests.learn.running import Site
from tests.web.addresses import addresses

pytestmark = pytest.mark.anyio

HERE = {"sec-fetch-site": "same-origin"}
MULTIPART = {"content-type": "multipart/form-data; boundary=x"} | HERE
QUESTION = f"{KINDS}/word"


def part(name: str, value: str, more: str = "") -> str:
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'


BROKEN = {
    "parts without an end": (MULTIPART, part("answer", "agreement")[:-9]),
    "parts without a border": ({"content-type": "multipart/form-data"} | HERE, "answer=agreement"),
    "a header that is none": (MULTIPART, "--x\r\nnonsense\r\n\r\n--x--\r\n"),
    "too many fields": (MULTIPART, "".join(part(f"f{number}", "") for number in range(300)) + "--x--\r\n"),
    "a file": (MULTIPART, part("answer", "agreement", '; filename="a.txt"') + "--x--\r\n"),
    "an unknown encoding": (
        {"content-type": "multipart/form-data; boundary=x; charset=nonsense"} | HERE,
        part("answer", "agreement") + "--x--\r\n",
    ),
    "an encoding that is none for text": (
        {"content-type": "multipart/form-data; boundary=x; charset=idna"} | HERE,
        part("answer", "agreement\xff" * 80) + "--x--\r\n",
    ),
    "JSON": ({"content-type": "application/json"} | HERE, '{"answer": "agreement"}'),
    "no type": (HERE, "answer=agreement"),
    "nothing": (HERE, ""),
    "only separators": ({"content-type": "application/x-www-form-urlencoded"} | HERE, "&&==&=&%&%zz&%ff"),
}


@pytest.mark.parametrize(("headers", "body"), BROKEN.values(), ids=BROKEN.keys())
async def test_what_is_no_form_gets_a_page_and_keeps_nothing(
    headers: dict[str, str], body: str, ioana: Browser, site: Site
) -> None:
    for address in addresses(site, "POST"):
        response = await ioana.client.post(address, content=body.encode("latin-1"), headers=headers)
        assert response.status_code in {200, 204, 303, 400, 404, 410, 422}, address
    assert (await counts(site.database))["person"] == 0


async def test_a_form_that_cannot_be_read_says_so(ioana: Browser) -> None:
    response = await ioana.client.post(QUESTION, content="nonsense", headers=MULTIPART)
    assert response.status_code == 400
    assert parse(response.text).all("h1")[0].text == "We could not read that"


async def test_nul_characters_are_dropped(maria: Browser, site: Site) -> None:
    page = await answer(maria, KINDS, "thoughts", lambda form: form.write("The\0 school\0"))
    assert page.question("thoughts").texts("written") == ["Your answer The school"]
    assert await values(site.database, step.c.answer) == [('"The school"',)]


@pytest.mark.parametrize(("charset", "sent"), [("utf-7", b"one +2AA- half"), ("unicode_escape", rb"one \ud800 half")])
async def test_half_a_character_is_kept_as_a_question_mark(
    charset: str, sent: bytes, maria: Browser, site: Site
) -> None:
    page = await maria.open(KINDS)
    fields = {"token": token(page), "steps": "0", "hints": "0", "do": "check", "answer": sent.decode("latin-1")}
    body = "".join(part(name, value) for name, value in fields.items()) + "--x--\r\n"
    headers = {"content-type": f"multipart/form-data; boundary=x; charset={charset}"} | HERE
    response = await maria.client.post(f"{KINDS}/thoughts", content=body.encode("latin-1"), headers=headers)
    assert response.status_code == 303
    assert await values(site.database, step.c.answer) == [('"one ? half"',)]


@pytest.mark.parametrize("steps", ["-1", "1e9", "٣", "99999999999999999999", "9999", "x", ""])
async def test_a_count_that_is_none_makes_no_try(steps: str, maria: Browser) -> None:
    page = await answer(maria, LESSON, "who-signs")
    sent = await maria.post(
        f"{LESSON}/who-signs",
        [("token", token(page)), ("steps", steps), ("hints", steps), ("answer", "lead"), ("do", "check")],
    )
    assert (sent.status, sent.question("who-signs").texts("verdict")) == (200, ["Right."])
    assert len(sent.question("who-signs").texts("note")) == 1


@pytest.mark.parametrize(
    ("question", "pairs", "problem"),
    [
        ("word", [("answer", "one"), ("answer", "two")], "Not yet."),
        ("fact", [("answer", "true"), ("answer", "false")], "Your choice did not arrive whole."),
        ("fact", [("answer", "maybe")], "Your choice did not arrive whole."),
        ("several", [("answer", "rooms"), ("answer", "rooms"), ("answer", "<b>")], "Your choice did not arrive whole."),
        ("pairs", [("answer.liaison", "news"), ("answer.facilitator", "x")], "Your choice did not arrive whole."),
        ("stages", [("answer.meet", "1"), ("answer.agree", "99"), ("answer.work", "2")], "Your choice did not arrive"),
        ("groups", [("answer", "before")], "3 things still have no place."),
    ],
)
async def test_fields_made_by_hand_are_no_answer(
    question: str, pairs: list[tuple[str, str]], problem: str, maria: Browser, site: Site
) -> None:
    page = await answer(maria, LESSON, "who-signs")
    fields = [("token", token(page)), ("steps", "0"), ("hints", "0"), ("do", "check"), *pairs]
    shown = (await maria.post(f"{KINDS}/{question}", fields)).question(question)
    assert [text for text in shown.texts("problem") + shown.texts("verdict") if text.startswith(problem)] != []
    assert shown.texts("tick") == []


async def test_unknown_fields_are_nobodys_business(maria: Browser, site: Site) -> None:
    page = await maria.open(LESSON)
    pairs = page.form_of("who-signs").choose("each").pairs("Check my answer")
    sent = await maria.post(f"{LESSON}/who-signs", [*pairs, ("mark", "1"), ("person_id", "7"), ("answer.x", "y")])
    assert sent.question("who-signs").texts("verdict") == ["Right."]


async def test_a_button_that_no_page_has_is_taken_for_the_first(maria: Browser) -> None:
    page = await begin_quiz(maria)
    pairs = [(name, "elsewhere" if name == "go" else value) for name, value in page.forms()[0].pairs("Save and go on")]
    sent = await maria.post("/en/demo/first/quiz/1/1", pairs)
    assert sent.address == "/en/demo/first/quiz/1/2"
