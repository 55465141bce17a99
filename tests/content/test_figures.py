"""Figures: lists that become pictures and stay lists."""

import re
from pathlib import Path

from tests.content.folders import prose, read_lesson


def figure(tmp_path: Path, kind: str, items: str) -> str:
    """The figure's markup without the anchors of its texts."""
    html = prose(read_lesson(tmp_path, f"::: figure one kind={kind}\nThe caption\n\n{items}:::\n"))
    return re.sub(r' id="s\w{5}"', "", html).replace("\n", "")


def test_steps_are_an_ordered_list_that_may_explain_itself(tmp_path: Path) -> None:
    assert figure(tmp_path, "steps", "1. Define\n   - in a word\n2. Plan\n\n   A paragraph.\n") == (
        '<figure class="figure steps of-2" id="figure-one"><figcaption>The caption</figcaption><ol>'
        '<li><span class="head">Define</span><ul><li><span class="head">in a word</span></li></ul></li>'
        '<li><span class="head">Plan</span><p>A paragraph.</p></li></ol></figure>'
    )


def test_a_cycle_says_that_it_starts_again(tmp_path: Path) -> None:
    assert figure(tmp_path, "cycle", "1. Plan\n2. Do\n") == (
        '<figure class="figure cycle of-2" id="figure-one"><figcaption>The caption</figcaption>'
        '<ol><li><span class="head">Plan</span></li><li><span class="head">Do</span></li></ol>'
        '<p class="visually-hidden">Then it starts again.</p></figure>'
    )


def test_columns_hold_nested_lists(tmp_path: Path) -> None:
    assert figure(tmp_path, "columns", "- Before\n  - Plan\n- After\n  - Thank\n") == (
        '<figure class="figure columns of-2" id="figure-one"><figcaption>The caption</figcaption><ul>'
        '<li><span class="head">Before</span><ul><li><span class="head">Plan</span></li></ul></li>'
        '<li><span class="head">After</span><ul><li><span class="head">Thank</span></li></ul></li></ul></figure>'
    )


def test_a_hub_has_its_centre_before_its_spokes(tmp_path: Path) -> None:
    assert figure(tmp_path, "hub", "- You\n  - Liaison\n  - Press\n") == (
        '<figure class="figure hub of-2" id="figure-one"><figcaption>The caption</figcaption>'
        '<p class="centre">You</p><ul class="spokes">'
        '<li><span class="head">Liaison</span></li><li><span class="head">Press</span></li></ul></figure>'
    )


def test_every_text_of_a_figure_has_its_anchor_on_the_page(tmp_path: Path) -> None:
    lesson = read_lesson(tmp_path, "::: figure one kind=hub\nCaption\n\n- You\n\n  - A\n\n  - B\n:::\n")
    anchors = [segment.anchor for segment in lesson.segments if not segment.context]
    assert len(anchors) == 4
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in prose(lesson)] == []
