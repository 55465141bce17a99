"""A small story without chance: what is bought in its first scene opens a choice in its last."""

from tests.learn.course import with_story

SCENES = """\
::: scene quay art=harbour who=anna
### Six in the morning

Anna has opened the shed.

It is cold. {when="trust <= 4"}

- Ring the others. {#ring}
  then: trust +1, funds -1
  goto: noon
  lesson: first/start#who-signs
  > Two come.
- Buy a drum. {#drum}
  then: trust -1, funds -2, drum
  goto: noon
  lesson: first/kinds
  > It is loud.

  > The account is nearly empty. {when="funds <= 3"}
- Go home again. {#home}
  then: funds +1, trust -2
  goto: evening
  lesson: first/reading
  > You sleep until noon.
:::

::: scene noon
### Noon

Boats come in.

- Help them. {#help}
  then: trust +2, funds -1
  goto: evening
  lesson: first/start
  > They wave.
- Count them. {#count}
  then: funds +1, trust -1
  goto: evening
  lesson: first/start
  > Eleven.
:::

::: scene evening art=harbour
### Evening

The quay is empty.

- Play the drum. {#play}
  when: drum
  then: trust +3, funds -1
  goto: ending
  lesson: first/start
  > They come out of their houses.
- Shut the shed. {#shut}
  then: funds +1, trust -1
  goto: ending
  lesson: first/start
  > Tomorrow, then.
:::
"""
ENDINGS = """\
::: ending full-quay art=harbour
when: trust >= 6
### A full quay

They come without being rung.
:::

::: ending quiet-quay
### A quiet quay

Anna shuts the shed.
:::
"""
STORY = {**with_story(), "harbour/01-story.md": SCENES, "harbour/02-endings.md": ENDINGS}
STORY["harbour/game.md"] = STORY["harbour/game.md"].replace(
    "scene=evening start=funds:3,trust:6", "scene=noon start=funds:3,trust:6"
)


def with_scenes(old: str, new: str) -> dict[str, str]:
    """The story with the one place in which `old` stands corrected."""
    assert SCENES.count(old) == 1, old
    return {**STORY, "harbour/01-story.md": SCENES.replace(old, new)}
