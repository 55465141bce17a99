"""The story, played from its beginning to an end: by keyboard alone, without scripts too, and in two languages."""

import pytest
from playwright.sync_api import Locator, expect

from app.content.games.playing import State, begin, choose, open_choices
from app.content.stories import Game
from tests.browser.keyboard import Keyboard
from tests.browser.window import Window, Windows

pytestmark = pytest.mark.browser

PLAY = "/networking/play/common-cause"
CHANCES = 400


def game(window: Window) -> Game:
    return window.course.games[0]


def way_to(story: Game, ending: str, opening: str) -> list[str]:
    """Choices that lead to the ending whatever chance decides: the first found, the earlier ones of a scene first."""
    seen: set[tuple[object, ...]] = set()
    stack: list[tuple[State, list[str]]] = [(begin(story, opening, 0), [])]
    while stack:
        state, way = stack.pop()
        if state.ending == ending and _certain(story, opening, way, ending):
            return way
        if state.ending or (state.scene, state.measures, state.facts) in seen:
            continue
        seen.add((state.scene, state.measures, state.facts))
        stack += [(choose(story, state, each.key), [*way, each.key]) for each in open_choices(story, state)]
    raise LookupError(ending)


def _certain(story: Game, opening: str, way: list[str], ending: str) -> bool:
    """Whether every kind of luck leads there."""
    return all(_end(story, begin(story, opening, luck), way) == ending for luck in range(CHANCES))


def _end(story: Game, state: State, way: list[str]) -> str:
    for key in way:
        if key not in {each.key for each in open_choices(story, state)}:
            return ""
        state = choose(story, state, key)
    return state.ending


def decide(window: Window, keyboard: Keyboard, key: str) -> None:
    """Press a choice's button; the page then stands at what followed."""
    step = window.page.locator("[name=step]").get_attribute("value")
    keyboard.follow(window.page.locator(f'.offers button[value="{key}"]'))
    window.page.locator(f'.scene:not(:has(~ form [name=step][value="{step}"]))').wait_for()
    if window.scripts:
        expect(window.page.locator("#after")).to_be_focused()
    else:
        assert window.page.url.endswith("#after")
    expect(window.page.locator("#after")).to_be_in_viewport()


def change_language(window: Window, keyboard: Keyboard, language: str) -> None:
    keyboard.follow(window.page.locator(".languages summary"))
    button: Locator = window.page.locator(f".languages button[lang={language}]")
    keyboard.follow(button)
    window.page.wait_for_url(lambda url: f"/{language}/" in url)
    window.language = language


@pytest.mark.parametrize(
    ("opening", "ending", "language", "other"),
    [
        ("thessaloniki", "common-cause", "el", "en"),
        ("ruse", "their-poster", "bg", "ro"),
        ("lublin", "without-you", "pl", "el"),
    ],
)
def test_a_story_is_played_to_its_end_by_keyboard(
    windows: Windows, opening: str, ending: str, language: str, other: str, *, scripts: bool
) -> None:
    window = windows(language=language, scripts=scripts)
    keyboard, way = Keyboard(window.page), way_to(game(window), ending, opening)
    window.go(PLAY)
    keyboard.follow(window.page.locator(f'button[value="{opening}"]'))
    window.page.locator(".offers").wait_for()
    for number, key in enumerate(way):
        if number == len(way) // 2:
            change_language(window, keyboard, other)
        expect(window.page.locator(".scene h1")).to_be_visible()
        decide(window, keyboard, key)
    reached = game(window).ending(ending)
    assert reached
    expect(window.page.locator("main h1")).to_have_text(reached.title.plain)
    expect(window.page.locator(".way > li")).to_have_count(len(way))


def test_what_changed_is_told_after_each_choice_before_anything_else(windows: Windows) -> None:
    window = windows(language="ro")
    story = game(window)
    window.go(PLAY)
    window.page.locator('button[value="ruse"]').click()
    state = begin(story, "ruse", 0)
    choice = open_choices(story, state)[0]
    window.page.locator(f'.offers button[value="{choice.key}"]').click()
    after = window.page.locator("#after")
    after.wait_for()
    trust = story.measures[0]
    told = window.said(
        "{measure}: {change}, now {value} of {most}", measure=trust.name.plain, change="+1", value=5, most=10
    )
    expect(after).to_contain_text(told)
    assert window.page.evaluate("document.querySelector('main').querySelector('h1, h2, p').closest('#after') !== null")
    # The browser begins to read, and to move the focus, where the address points to.
    window.page.keyboard.press("Tab")
    assert window.page.evaluate("document.querySelector('#after').contains(document.activeElement)")


def test_a_story_is_played_again_from_a_turning_point(windows: Windows) -> None:
    window = windows(width=900, height=900)
    story = game(window)
    window.go(PLAY)
    window.page.locator('button[value="lublin"]').click()
    for key in way_to(story, "thursday-lunch", "lublin"):
        window.decide(window.page.locator(f'.offers button[value="{key}"]'))
    button = window.page.locator(".turns button").last
    n = int(button.get_attribute("value") or 0)
    button.click()
    expect(window.page.locator("[name=step]")).to_have_value(str(n))
    expect(window.page.locator("#note")).to_have_text(
        "This is a new story. The one that you played before stays as it is."
    )
    window.page.locator(".offers button").last.click()
    expect(window.page.locator("[name=step]")).to_have_value(str(n + 1))
    window.go(PLAY)
    expect(window.page.locator(".attempts li")).to_have_count(1)


def test_the_back_button_and_a_second_tab_play_nothing_twice(windows: Windows, *, scripts: bool) -> None:
    window = windows(scripts=scripts)
    window.go(PLAY)
    window.page.locator('button[value="ruse"]').click()
    window.page.locator(".offers").wait_for()
    second = window.page.context.new_page()
    window.watch(second)
    second.goto(window.page.url)
    window.page.locator(".offers button").first.click()
    window.page.locator("#after").wait_for()
    second.locator(".offers button").last.click()
    expect(second.locator(".note")).to_have_text("That was decided already. The story goes on here.")
    expect(second.locator("[name=step]")).to_have_value("2")
    window.page.go_back()
    if scripts:
        expect(window.page.locator("h1")).to_have_text(game(window).title.plain)
    else:
        expect(window.page.locator("[name=step]")).to_have_value("2")


def test_a_choice_that_does_not_reach_the_site_says_so_and_can_be_made_again(windows: Windows) -> None:
    window = windows()
    window.go(PLAY)
    window.page.locator('button[value="ruse"]').click()
    first = window.page.locator(".offers button").first
    first.wait_for()
    window.page.context.set_offline(True)
    first.click()
    problem = window.page.locator(".problem")
    expect(problem).to_be_focused()
    expect(problem).to_have_text("We could not reach the site. Choose again when you are connected.")
    window.page.context.set_offline(False)
    first.click()
    expect(window.page.locator("[name=step]")).to_have_value("2")
    expect(window.page.locator("#after")).to_be_focused()


def test_motion_stops_for_who_wants_less_of_it(windows: Windows) -> None:
    window = windows()
    window.page.emulate_media(reduced_motion="reduce")
    window.go(PLAY)
    window.page.locator('button[value="ruse"]').click()
    bar = window.page.locator(".now").first
    bar.wait_for()
    assert bar.evaluate("bar => getComputedStyle(bar).animationName") == "none"
    window.page.emulate_media(reduced_motion="no-preference")
    assert bar.evaluate("bar => getComputedStyle(bar).animationName") == "grow"
