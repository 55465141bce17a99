"""What an author is told about a mistake in how a story is written: its line, what is wrong, what to write instead."""

from pathlib import Path

import pytest

from app.content.check import check
from tests.content.folders import write
from tests.content.games.harbour import ENDINGS, HARBOUR, PICTURE, STORY, Files, changed, read_harbour, told

G, S, E = "harbour/game.md", "harbour/01-story.md", "harbour/02-endings.md"
ID_FORM = "the id in lower-case letters, digits and hyphens"
CONDITION = 'write "trust >= 4", "fact", "not fact" or "chance 1 in 3"'
EFFECT = 'write "trust +1", "fact" or "not fact"'
CHANCE = 'chance decides here what can be done or read; let it decide where a choice leads, in "goto:" only'
START = 'the start of "spring" doesn\'t give each measure once a number from 0 to 10; write "start=trust:5,funds:5"'
# The place in a file, what stands there instead, and what is told.
FAULTS: dict[str, tuple[str, str, str, list[str]]] = {
    "an unknown measure in a condition": (
        S,
        "when: funds >= 3, not drum",
        "when: fnds >= 3, not drum",
        ['01-story.md:17: there is no measure "fnds"; write "funds"'],
    ),
    "an unknown measure in an effect": (
        S,
        "then: trust +1, funds -2",
        "then: hope +1, funds -2",
        ['01-story.md:10: there is no measure "hope"; use one of trust, funds'],
    ),
    "an unknown measure in a way": (
        S,
        "goto: evening if trust <= 7",
        "goto: evening if trst <= 7",
        ['01-story.md:20: there is no measure "trst"; write "trust"'],
    ),
    "an unknown measure in an ending": (
        E,
        "when: trust >= 7",
        "when: Trust >= 7",
        [f'02-endings.md:2: "Trust >= 7" is no condition; {CONDITION}'],
    ),
    "an unknown measure of a paragraph": (
        S,
        '{when="drum"}',
        '{when="reach >= 2"}',
        ['01-story.md:6: there is no measure "reach"; use one of trust, funds'],
    ),
    "a bound out of range": (
        S,
        "when: trust >= 8",
        "when: trust >= 11",
        ['01-story.md:18: "trust >= 11" is out of range; measures go from 0 to 10'],
    ),
    "a sign that isn't known": (
        S,
        "when: trust >= 8",
        "when: trust > 8",
        [f'01-story.md:18: "trust > 8" is no condition; {CONDITION}'],
    ),
    "an empty condition between commas": (
        S,
        "when: funds >= 3, not drum",
        "when: funds >= 3,, not drum",
        [f'01-story.md:17: "" is no condition; {CONDITION}'],
    ),
    "an impossible chance": (
        S,
        "chance 1 in 3",
        "chance 3 in 3",
        [f'01-story.md:11: "chance 3 in 3" is no condition; {CONDITION}'],
    ),
    "chance in what can be done": (S, "when: trust >= 8", "when: chance 1 in 2", [f"01-story.md:18: {CHANCE}"]),
    "chance in what is read": (S, '{when="drum"}', '{when="chance 1 in 2"}', [f"01-story.md:6: {CHANCE}"]),
    "chance in what follows": (S, '{when="funds <= 3"}', '{when="chance 1 in 2"}', [f"01-story.md:15: {CHANCE}"]),
    "chance in how it ends": (E, "when: trust >= 7", "when: trust >= 7, chance 1 in 2", [f"02-endings.md:2: {CHANCE}"]),
    "an effect that is none": (
        S,
        "then: trust +1, funds -2",
        "then: trust 1, funds -2",
        [f'01-story.md:10: "trust 1" is no effect; {EFFECT}'],
    ),
    "a choice without a key": (
        S,
        "Go home. {#home}",
        "Go home.",
        ['01-story.md:40: the choice "Go home." has no key; write one at its end, such as "{#ask-again}"'],
    ),
    "a malformed key": (
        S,
        "{#home}",
        "{#Home_again}",
        ['01-story.md:40: the choice "Go home." has no key; write one at its end, such as "{#ask-again}"'],
    ),
    "a choice without words": (
        S,
        "- Go home. {#home}",
        "- {#home}",
        ['01-story.md:40: the choice "home" has no words; write what is done'],
    ),
    "a choice without a consequence": (
        S,
        "  > Tomorrow, then.\n",
        "",
        ['01-story.md:40: nothing follows from "Go home."; write what follows below it, after "> "'],
    ),
    "a choice without a lesson": (
        S,
        "  goto: ending\n  lesson: first/start\n",
        "  goto: ending\n",
        ['01-story.md:40: "" is no place in a lesson; write "module/lesson" or "module/lesson#heading"'],
    ),
    "a lesson without its module": (
        S,
        "lesson: first/start#who-signs",
        "lesson: start",
        ['01-story.md:21: "start" is no place in a lesson; write "module/lesson" or "module/lesson#heading"'],
    ),
    "an unknown module": (
        S,
        "lesson: first/start#who-signs",
        "lesson: frist/start",
        ['01-story.md:21: there is no module "frist" to link to; write "first"'],
    ),
    "an unknown lesson": (
        S,
        "lesson: first/start#who-signs",
        "lesson: first/strat",
        ['01-story.md:21: there is no lesson "strat" in "first" to link to; write "start"'],
    ),
    "an unknown heading": (
        S,
        "lesson: first/start#who-signs",
        "lesson: first/start#who-sings",
        ['01-story.md:21: the lesson "start" has no place "#who-sings"; write "who-signs"'],
    ),
    "a choice that leads nowhere": (
        S,
        "  goto: ending\n",
        "",
        ['01-story.md:40: the choice leads nowhere; write "goto:" and the id of a scene, or "ending"'],
    ),
    "an unknown scene": (
        S,
        "goto: evening if trust <= 7",
        "goto: evenin if trust <= 7",
        ['01-story.md:16: there is no scene "evenin"; write "evening"'],
    ),
    "a way that is none": (
        S,
        "goto: evening if trust <= 7",
        "goto: evening when trust <= 7",
        [
            (
                '01-story.md:20: "evening when trust <= 7" is no way; '
                'write the id of a scene, "ending", or "scene if condition"'
            )
        ],
    ),
    "a last way with a condition": (
        S,
        "goto: evening if trust <= 7 | ending",
        "goto: evening | ending if trust <= 7",
        [
            '01-story.md:20: the last way has a condition; end with one that is always open: "… | ending"',
            '01-story.md:20: no way after "evening" is ever gone; give it a condition, "… if …", or remove the others',
        ],
    ),
    "a way after one that is always open": (
        S,
        "goto: evening if trust <= 7 | ending",
        "goto: evening | ending",
        [
            '01-story.md:20: no way after "evening" is ever gone; give it a condition, "… if …", or remove the others',
        ],
    ),
    "a line that stands twice": (
        S,
        "  goto: ending\n",
        "  goto: ending\n  goto: quay\n",
        ['01-story.md:43: "goto:" stands twice under one choice; join the two'],
    ),
    "words among the lines of a choice": (
        S,
        "  goto: ending\n",
        "  goto: ending\n  Tomorrow.\n",
        ['01-story.md:43: "Tomorrow." stands among the lines of a choice; write it above them'],
    ),
    "a consequence that is no quotation": (
        S,
        "  > Tomorrow, then.\n",
        "\n  Tomorrow, then.\n",
        [
            '01-story.md:40: nothing follows from "Go home."; write what follows below it, after "> "',
            '01-story.md:45: this has no place under a choice; write what follows as paragraphs after "> "',
        ],
    ),
    "a fact that never happens": (
        S,
        "  when: drum\n",
        "  when: dram\n",
        ['01-story.md:30: "dram" never happens; write "drum"'],
    ),
    "a fact of an opening that is taken back": (
        S,
        "  then: trust +1, funds -1\n",
        "  then: trust +1, funds -1, not autumn\n",
        ['01-story.md:40: "autumn" is an opening, and stays so; note another fact'],
    ),
    "a scene without choices": (
        S,
        STORY[STORY.index("- Sell") : -len(":::\n")],
        "",
        ['01-story.md:25: the scene "evening" is a dead end; write its choices, or make it an ending'],
    ),
    "a scene without a title": (
        S,
        "### Evening\n",
        "",
        ['01-story.md:25: "scene evening" has no title; begin it with "### …"'],
    ),
    "a scene without a text": (
        S,
        "The quay is empty.\n",
        "",
        ['01-story.md:25: "scene evening" has no text; write a paragraph'],
    ),
    "a scene without an id": (
        S,
        "::: scene quay art=harbour",
        "::: scene art=harbour",
        [
            f'01-story.md:1: this scene has no id; write "::: scene first-scene art=table who=anna", {ID_FORM}',
            '01-story.md:8: there is no scene "quay"; write the id of a scene, or "ending"',
            '01-story.md:30: there is no scene "quay"; write the id of a scene, or "ending"',
            '01-story.md:36: there is no scene "quay"; write the id of a scene, or "ending"',
            'game.md:22: there is no scene "quay" to begin with; write scene= and the id of a scene',
        ],
    ),
    "a scene with the name of the end": (
        S,
        ":::\n\n::: scene evening",
        ":::\n\n" + STORY[: STORY.index("- Buy")].replace("scene quay", "scene ending") + ":::\n\n::: scene evening",
        ['01-story.md:25: "ending" is no name for a scene; "goto: ending" ends the story; rename it'],
    ),
    "a condition in the middle of a scene": (
        S,
        "The quay is empty.\n",
        "The quay is empty.\n\nwhen: drum\n",
        ['01-story.md:30: "when:" stands outside a choice; move it below the choice'],
    ),
    "text after the choices of a scene": (
        S,
        "  > Tomorrow, then.\n",
        "  > Tomorrow, then.\n\nAnd on.\n",
        [
            (
                '01-story.md:46: this has no place in "scene evening"; '
                'write one "### Title", then paragraphs, then one list of choices'
            )
        ],
    ),
    "a second title": (
        S,
        "The quay is empty.\n",
        "### Night\n\nThe quay is empty.\n",
        [
            (
                '01-story.md:28: this has no place in "scene evening"; '
                'write one "### Title", then paragraphs, then one list of choices'
            )
        ],
    ),
    "text outside the scenes": (
        S,
        ":::\n\n::: scene evening",
        ":::\n\nMeanwhile.\n\n::: scene evening",
        ['01-story.md:24: there is text outside the scenes; move it into "::: scene …" or "::: ending …"'],
    ),
    "something else than scenes": (
        S,
        ":::\n\n::: scene evening",
        ":::\n\n::: scen night\n:::\n\n::: scene evening",
        ['01-story.md:25: "::: scen" is unknown; write "scene"'],
    ),
    "an unknown person": (
        E,
        "who=anna",
        "who=ana",
        [
            '02-endings.md:1: there is no person "ana"; write "anna"',
            '02-endings.md:1: there is no picture "ana"; write "anna"',
        ],
    ),
    "an unknown picture": (
        E,
        "art=harbour",
        "art=habour",
        ['02-endings.md:1: there is no picture "habour"; write "harbour"'],
    ),
    "two scenes with one id": (
        S,
        "::: scene evening",
        "::: scene quay",
        [
            '01-story.md:8: there is no scene "evening"; write the id of a scene, or "ending"',
            '01-story.md:16: there is no scene "evening"; write the id of a scene, or "ending"',
            (
                '01-story.md:25: the scene id "quay" is used already in courses/demo/harbour/01-story.md:1; '
                "give each an id of its own"
            ),
            '01-story.md:30: "drum" never happens; remove it',
            '02-endings.md:1: "drum" never happens; remove it',
            'game.md:28: there is no scene "evening" to begin with; write scene= and the id of a scene',
        ],
    ),
    "two choices with one key": (
        S,
        "{#home}",
        "{#wait}",
        [
            (
                '01-story.md:40: the choice id "wait" is used already in courses/demo/harbour/01-story.md:36; '
                "give each an id of its own"
            )
        ],
    ),
    "two endings with one id": (
        E,
        "::: ending quiet-quay",
        "::: ending full-quay",
        [
            (
                '02-endings.md:9: the ending id "full-quay" is used already in courses/demo/harbour/02-endings.md:1; '
                "give each an id of its own"
            )
        ],
    ),
    "two openings with one id": (
        G,
        "::: opening autumn",
        "::: opening spring",
        [
            '02-endings.md:9: "autumn" never happens; remove it',
            (
                'game.md:28: the opening id "spring" is used already in courses/demo/harbour/game.md:22; '
                "give each an id of its own"
            ),
        ],
    ),
    "two people with one id": (
        G,
        "::: facilitator",
        "::: person anna\n### Anna\n\nAnother.\n:::\n\n::: facilitator",
        [
            (
                'game.md:40: the name id "anna" is used already in courses/demo/harbour/game.md:34; '
                "give each an id of its own"
            )
        ],
    ),
    "an ending after one that is always reached": (
        E,
        "when: trust >= 7\nwhen: trust >= 6, drum\n",
        "",
        [
            (
                '02-endings.md:1: no ending after "full-quay" is ever reached, as it has no condition; '
                'write "when: …" below its first line, or move it to the end'
            )
        ],
    ),
    "a last ending with a condition": (
        E,
        "### A quiet quay",
        "when: trust <= 6\n### A quiet quay",
        [
            (
                '02-endings.md:9: a story can end without any ending, as the last, "quiet-quay", has a condition; '
                'remove its "when:", or add one more without'
            )
        ],
    ),
    "no ending": (
        E,
        ENDINGS,
        "",
        ['game.md:1: the story has no ending; write "::: ending name" into one of its files'],
    ),
    "an ending with a choice": (
        E,
        'In autumn it is dark by then. {when="autumn"}\n',
        "- Again. {#again}\n",
        ["02-endings.md:14: an ending has no choices; move them into a scene"],
    ),
    "an ending that leads on": (
        E,
        "when: trust >= 7\n",
        "when: trust >= 7\ngoto: quay\n",
        ['02-endings.md:3: "goto:" has no place in an ending; write "when:" lines only'],
    ),
    "a start without one of the measures": (G, "start=trust:4,funds:5", "start=trust:4", [f"game.md:22: {START}"]),
    "a start above the highest": (G, "start=trust:4,funds:5", "start=trust:4,funds:11", [f"game.md:22: {START}"]),
    "a start of an unknown measure": (G, "start=trust:4,funds:5", "start=trust:4,found:5", [f"game.md:22: {START}"]),
    "a start that gives a measure twice": (
        G,
        "start=trust:4,funds:5",
        "start=trust:4,funds:5,trust:3",
        [f"game.md:22: {START}"],
    ),
    "no start": (G, " start=trust:4,funds:5", "", [f"game.md:22: {START}"]),
    "an unknown first scene": (
        G,
        "scene=quay",
        "scene=quai",
        ['game.md:22: there is no scene "quai" to begin with; write "quay"'],
    ),
    "an opening with a choice": (
        G,
        "The boats are still on land.\n",
        "The boats are still on land.\n\n- Wait. {#wait}\n",
        ['game.md:27: "opening spring" has a title and a text alone; remove the rest'],
    ),
    "a measure without a title": (
        G,
        "### Funds\n",
        "",
        ['game.md:16: "measure funds" has no title; begin it with "### …"'],
    ),
    "minutes that are no number": (
        G,
        "minutes: 10",
        "minutes: ten",
        ['game.md:5: "minutes: ten" is out of range; write a whole number from 1 to 180'],
    ),
    "a condition that is empty": (
        S,
        "when: trust >= 8",
        "when:",
        ['01-story.md:18: there is no condition; write one, or leave "when" out'],
    ),
    "an effect without a space": (
        S,
        "then: trust +1, funds -2",
        "then: trust+1, funds -2",
        [f'01-story.md:10: "trust+1" is no effect; {EFFECT}'],
    ),
    "minutes without end": (
        G,
        "minutes: 10",
        f"minutes: {'9' * 5000}",
        [f'game.md:5: "minutes: {"9" * 5000}" is out of range; write a whole number from 1 to 180'],
    ),
    "a fact that happens and is taken back": (
        S,
        "then: trust +1, funds -2",
        "then: trust +1, funds -2, wet, not wet",
        ['01-story.md:10: "wet" happens and is taken back at once; write one of both'],
    ),
    "chance twice in one way": (
        S,
        "goto: evening if trust <= 7",
        "goto: evening if chance 1 in 2, chance 1 in 2",
        [
            (
                "01-story.md:20: a way has chance twice; "
                'write one of both together: "chance 1 in 4" for twice "chance 1 in 2"'
            ),
        ],
    ),
    "too many minutes": (
        G,
        "minutes: 10",
        "minutes: 181",
        ['game.md:5: "minutes: 181" is out of range; write a whole number from 1 to 180'],
    ),
    "the id of another folder": (
        G,
        "id: harbour",
        "id: harbor",
        ['game.md:2: the id "harbor" differs from the folder\'s name; write "id: harbour", or rename the folder'],
    ),
    "no summary": (
        G,
        "summary: Lead an association through one season.\n",
        "",
        ['game.md:1: "summary" is missing in the front matter; add "summary: …"'],
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_a_mistake_is_told_with_its_line_and_what_to_write_instead(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    assert told(tmp_path, changed(file, old, new)) == expected


def measure(identity: str) -> str:
    return f"::: measure {identity}\n### Measure\n\nIt moves.\n:::\n\n"


@pytest.mark.parametrize("count", [0, 5])
def test_a_game_has_one_to_four_measures(tmp_path: Path, count: int) -> None:
    game = str(HARBOUR[G])
    start, end = game.index("::: measure"), game.index("::: opening")
    measures = "".join(measure(f"m{number}") for number in range(count))
    problems = told(tmp_path, {**HARBOUR, G: game[:start] + measures + game[end:]})
    assert f'game.md:1: the game has {count} measures; write 1 to 4 of "::: measure name"' in problems


def test_two_measures_with_one_id_are_told(tmp_path: Path) -> None:
    problems = told(tmp_path, changed(G, "::: measure funds", "::: measure trust"))
    place = "courses/demo/harbour/game.md:10"
    assert f'game.md:16: the name id "trust" is used already in {place}; give each an id of its own' in problems


def test_a_game_has_an_opening(tmp_path: Path) -> None:
    game = str(HARBOUR[G])
    start, end = game.index("::: opening"), game.index("::: person")
    problems = told(tmp_path, {**HARBOUR, G: game[:start] + game[end:]})
    assert 'game.md:1: the game has no opening; write "::: opening name scene=… start=…"' in problems


def test_a_fact_that_nobody_asks_for_is_warned_of(tmp_path: Path) -> None:
    files = changed(S, "then: trust +1, funds -2", "then: trust +1, funds -2, called")
    assert told(tmp_path, files) == []
    assert told(tmp_path, files, error=False) == [
        '01-story.md:8: warning: nothing asks whether "called" happened; remove it'
    ]


def test_every_mistake_of_a_story_is_told_at_once(tmp_path: Path) -> None:
    files = changed(S, "when: trust >= 8", "when: trst >= 8")
    files = changed(S, "goto: ending\n", "goto: end\n", files)
    files = changed(E, "who=anna", "who=bert", files)
    places = [problem.split(": ")[0] for problem in told(tmp_path, files)]
    assert places == ["01-story.md:18", "01-story.md:40", "02-endings.md:1", "02-endings.md:1"]


COURSE_FAULTS = {
    "a game that isn't there": (
        "  - harbour\n",
        "  - harbor\n",
        'courses/demo/course.md:10: there is no game "harbor" with a game.md; write "harbour"',
    ),
    "a game named twice": (
        "  - harbour\n",
        "  - harbour\n  - harbour\n",
        'courses/demo/course.md:1: the game "harbour" is named twice; keep one of the two',
    ),
    "a game that isn't named": (
        "games:\n  - harbour\n",
        "",
        'courses/demo/course.md:1: warning: the game "harbour" is not shown; name it under "games:"',
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), COURSE_FAULTS.values(), ids=COURSE_FAULTS.keys())
def test_a_course_names_its_games(tmp_path: Path, old: str, new: str, expected: str) -> None:
    files = changed("course.md", old, new)
    assert expected in [str(problem) for problem in check(write(tmp_path, files))]


ALLOWED = "circle, ellipse, g, line, path, polygon, polyline, rect, svg"
DRAW = f"draw with {ALLOWED}, and colour by class alone"
XML = 'the picture isn\'t XML; write one "<svg viewBox=…>…</svg>" without declarations'
INNER = '<path class="ink" d="M1 1h6"/>'
PICTURES = {
    "a script": (INNER, "<script>alert(1)</script>", "<script> has no place in a picture"),
    "a style sheet": (INNER, "<style>path{fill:red}</style>", "<style> has no place in a picture"),
    "text": (INNER, "<g>words</g>", "there is text in the picture"),
    "text after a shape": (INNER, f"{INNER}words", "there is text in the picture"),
    "foreign markup": (INNER, "<foreignObject/>", "<foreignObject> has no place in a picture"),
    "an image": (INNER, "<image/>", "<image> has no place in a picture"),
    "a link": (INNER, "<a/>", "<a> has no place in a picture"),
    "an animation": (INNER, "<animate/>", "<animate> has no place in a picture"),
    "something that runs": ("<path", '<path onclick="alert(1)"', 'the attribute "onclick" has no place in a picture'),
    "something that runs at once": ("<svg", '<svg onload="f()"', 'the attribute "onload" has no place in a picture'),
    "an address": ("<path", '<path href="a"', 'the attribute "href" has no place in a picture'),
    "a colour": ("<path", '<path fill="red"', 'the attribute "fill" has no place in a picture'),
    "a style": ("<path", '<path style="a"', 'the attribute "style" has no place in a picture'),
    "an id": ("<path", '<path id="a"', 'the attribute "id" has no place in a picture'),
    "an address in a value": ('d="M1 1h6"', 'd="url(#a)"', 'the value "url(#a)" is malformed'),
    "markup in a value": ('d="M1 1h6"', 'd="&lt;b&gt;"', 'the value "<b>" is malformed'),
    "a quotation mark in a value": ('d="M1 1h6"', 'd="&quot;"', 'the value """ is malformed'),
}


@pytest.mark.parametrize(("old", "new", "wrong"), PICTURES.values(), ids=PICTURES.keys())
def test_a_picture_holds_shapes_alone(tmp_path: Path, old: str, new: str, wrong: str) -> None:
    files = {**HARBOUR, "harbour/art/harbour.svg": PICTURE.replace(old, new, 1)}
    assert f"art/harbour.svg:1: {wrong}; {DRAW}" in told(tmp_path, files)
    assert "harbour" not in read_harbour(tmp_path, files).art


def test_a_picture_may_say_what_programs_that_draw_need(tmp_path: Path) -> None:
    plain = read_harbour(tmp_path / "plain", HARBOUR).art["harbour"]
    drawn = PICTURE.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
    assert read_harbour(tmp_path / "drawn", {**HARBOUR, "harbour/art/harbour.svg": drawn}).art["harbour"] == plain


def test_a_picture_in_something_else_than_svg_is_refused(tmp_path: Path) -> None:
    files: Files = {**HARBOUR, "harbour/art/harbour.svg": "<g/>"}
    assert f"art/harbour.svg:1: the picture isn't inside <svg>; {DRAW}" in told(tmp_path, files)


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
        "<!-- drawn by hand --><svg/>",
        "<svg><![CDATA[a]]></svg>",
        "<svg>",
        "<svg/><svg/>",
        "",
        "words",
    ],
)
def test_a_picture_is_one_element_without_declarations(tmp_path: Path, content: str) -> None:
    files: Files = {**HARBOUR, "harbour/art/harbour.svg": content}
    assert f"art/harbour.svg:1: {XML}" in told(tmp_path, files)


def test_a_picture_nested_without_end_is_told_to_be_too_large(tmp_path: Path) -> None:
    nested = f"<svg>{'<g>' * 3000}{'</g>' * 3000}</svg>"
    problems = told(tmp_path, {**HARBOUR, "harbour/art/harbour.svg": nested})
    assert "art/harbour.svg:1: the picture is larger than 2000 bytes; draw it with fewer shapes" in problems


def test_a_picture_has_a_plain_name(tmp_path: Path) -> None:
    problems = told(tmp_path, {**HARBOUR, "harbour/art/My_boat.svg": PICTURE})
    assert problems == [
        'art/My_boat.svg:1: the name "My_boat.svg" is malformed; use lower-case letters, digits and hyphens'
    ]
