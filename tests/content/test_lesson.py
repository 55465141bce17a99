"""A lesson as it is read: its parts, its markup, and what is counted in it."""

from pathlib import Path

import pytest

from app.content.lessons import reading_minutes
from app.content.model import Heading, Passage, Prose, Question
from tests.content.folders import lesson_errors, prose, question, read_lesson

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")


def test_prose_and_questions_come_in_their_order(tmp_path: Path) -> None:
    lesson = read_lesson(tmp_path, f"One.\n\n{question('first')}\nTwo.\n\n{question('second')}\n{question('third')}")
    kinds = [part.id if isinstance(part, Question) else "prose" for part in lesson.parts]
    assert kinds == ["prose", "first", "prose", "second", "third"]


def test_headings_are_collected_with_their_anchors(tmp_path: Path) -> None:
    lesson = read_lesson(tmp_path, "## Who *signs*?\n\n### Twice\n\n## Twice\n")
    assert lesson.headings == (
        Heading("who-signs", "Who signs?", 2),
        Heading("twice", "Twice", 3),
        Heading("twice-2", "Twice", 2),
    )
    assert '<h2 id="twice-2">Twice</h2>' in prose(lesson)


def test_a_case_is_a_section_named_by_its_title(tmp_path: Path) -> None:
    lesson = read_lesson(tmp_path, "## One\n\n::: case country=gr\n### A roof\n\nText.\n:::\n")
    assert prose(lesson).split("\n")[1:4] == [
        '<section class="case" aria-labelledby="a-roof">',
        '<p class="label">Example: an invented organisation</p>',
        '<h3 id="a-roof">A roof</h3>',
    ]


def test_a_task_gets_its_heading_from_the_site(tmp_path: Path) -> None:
    lesson = read_lesson(tmp_path, "## One\n\n::: task\n- Do it.\n:::\n")
    expected = (
        '<section class="task" aria-labelledby="to-do-this-week">\n<h2 id="to-do-this-week">To do this week</h2>\n'
    )
    assert expected in prose(lesson)
    assert lesson.headings[-1] == Heading("to-do-this-week", "To do this week", 2)


def test_text_after_a_case_belongs_to_the_section_around_it(tmp_path: Path) -> None:
    lesson = read_lesson(tmp_path, "## One\n\n::: case\n### A roof\n:::\n\nAfter it.\n")
    assert lesson.passages[-1].heading == "One"
    assert lesson_errors(tmp_path, "## One\n\n::: case\n### A roof\n:::\n\n### Two\n") == []


def test_a_table_can_be_scrolled_and_has_a_name(tmp_path: Path) -> None:
    lesson = read_lesson(tmp_path, "## Costs & more\n\n| A | B |\n|---|--:|\n| c | d |\n")
    html = prose(lesson)
    assert '<div class="table" tabindex="0" role="region" aria-label="Table: Costs &amp; more">\n<table>' in html
    assert 'class="right"' in html
    assert "style=" not in html


def test_a_term_explains_itself_once_outside_its_paragraph(tmp_path: Path) -> None:
    body = "Some [coalitions](term:coalition), other [coalitions](term:coalition).\n"
    html = prose(read_lesson(tmp_path, body))
    assert html.count('<button type="button" class="term" popovertarget="term-coalition">coalitions</button>') == 2
    paragraph, definition = html.split("</p>\n", 1)
    assert "popover id" not in paragraph
    assert definition == (
        '<div popover id="term-coalition" class="definition" role="note"><p><strong>Coalition</strong></p>\n'
        "<p>An alliance of organisations.</p>\n"
        '<p><a href="/en/demo/glossary#coalition">In the glossary</a></p></div>\n'
    )


def test_a_term_stands_beside_the_part_that_first_uses_it(tmp_path: Path) -> None:
    body = f"A [coalition](term:coalition).\n\n{question('one')}\nThe [coalition](term:coalition).\n"
    first, _, last = read_lesson(tmp_path, body).parts
    assert isinstance(first, Prose)
    assert isinstance(last, Prose)
    assert "popover id" in first.html
    assert "popover id" not in last.html


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("lesson:start", "/en/demo/first/start"),
        ("lesson:start#who", "/en/demo/first/start#who"),
        ("lesson:first/start", "/en/demo/first/start"),
        ("module:first", "/en/demo/first"),
    ],
)
def test_a_link_inside_the_course_becomes_an_address(tmp_path: Path, link: str, address: str) -> None:
    body = f"## Who\n\nSee [there]({link}).\n"
    assert lesson_errors(tmp_path, body) == []
    assert f'<a href="{address}">there</a>' in prose(read_lesson(tmp_path, body))


def test_a_link_to_elsewhere_sends_no_referrer(tmp_path: Path) -> None:
    html = prose(read_lesson(tmp_path, "See [there](https://example.org/a?b=c&d).\n"))
    assert '<a href="https://example.org/a?b=c&amp;d" rel="noreferrer">there</a>' in html


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("map.png", PNG),
        ("map.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480px">'),
        ("map.svg", b'<svg viewBox="0 0 640 480.5">'),
    ],
)
def test_a_picture_keeps_room_for_itself(tmp_path: Path, file: str, content: bytes) -> None:
    lesson = read_lesson(tmp_path, f"![The *whole* map](media:{file})\n", files={f"media/{file}": content})
    expected = f'<img src="/media/demo/{file}" alt="The whole map" loading="lazy" width="640" height="480">'
    assert expected in prose(lesson)


def test_a_picture_of_unknown_size_is_shown(tmp_path: Path) -> None:
    lesson = read_lesson(tmp_path, "![A map](media:map.jpg)\n", files={"media/map.jpg": b"\xff\xd8"})
    assert '<img src="/media/demo/map.jpg" alt="A map" loading="lazy">' in prose(lesson)


def test_search_finds_readable_text_but_no_answers(tmp_path: Path) -> None:
    body = f"## One\n\nA **b** [c](lesson:start).\n\n- item\n\n| cell | |\n|---|---|\n\n{question('who')}"
    lesson = read_lesson(tmp_path, body)
    texts = [(passage.heading, passage.text) for passage in lesson.passages]
    assert texts == [("One", "A b c."), ("One", "item"), ("One", "cell"), ("One", "Which one?")]
    assert lesson.passages[-1] == Passage("q-who", "One", "Which one?")


def test_words_are_counted_in_prose_alone(tmp_path: Path) -> None:
    body = f"## Two words\n\nA [link](https://example.org/not-counted) isn't a word-list.\n\n{question('one')}"
    assert read_lesson(tmp_path, body).words == 7


@pytest.mark.parametrize(
    ("words", "questions", "minutes"), [(0, 0, 1), (180, 0, 1), (181, 0, 2), (540, 4, 5), (540, 5, 6)]
)
def test_minutes_are_words_by_180_and_half_a_minute_a_question(words: int, questions: int, minutes: int) -> None:
    assert reading_minutes(words, questions) == minutes


def test_a_soft_break_is_a_space(tmp_path: Path) -> None:
    lesson = read_lesson(tmp_path, "One\ntwo  \nthree\\\nfour.\n")
    assert ">One two three four.</p>" in prose(lesson)
    assert lesson.segments[-1].source == "One two three four."


def test_front_matter_is_read(tmp_path: Path) -> None:
    fields = "id: a\ntitle: A *b* & c\noutcomes:\n  - one\n  - two\npoints: 1, 2\nformerly: b, c\n"
    lesson = read_lesson(tmp_path, "", files={"first/01-start.md": f"---\n{fields}---\nText.\n"})
    assert (lesson.title.html, lesson.title.plain) == ("A <em>b</em> &amp; c", "A b & c")
    assert [outcome.plain for outcome in lesson.outcomes] == ["one", "two"]
    assert (lesson.points, lesson.formerly) == ((1, 2), ("b", "c"))
