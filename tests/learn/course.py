"""A small course with every kind of question, and what its quiz takes for right."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.content.folders import COURSE, MODULE, write
from tests.content.games.harbour import HARBOUR
from tests.learn.browser import Form

START = """\
---
id: start
title: The agreement
outcomes:
  - say who signs
---
Partners agree in writing.

## Who signs

Everybody does.

::: question who-signs
Who signs?

- [x] Each partner {#each}
  > Yes, a promise of its own.
- [ ] The lead partner {#lead}
  > One signature binds one organisation.

Hint: Who keeps the promise?

Hint: More than one.

Explanation: Each signs for itself.
:::

## What it holds

Goals and dates.

::: question what-holds
What does it hold?

- [x] Goals {#goals}
  > Goals belong in it.
- [ ] A logo {#logo}
  > A logo can wait.

Explanation: What was promised.
:::
"""

KINDS = """\
---
id: kinds
title: Every kind
outcomes:
  - answer
---
One of each.

::: question several
What do partners share?

- [x] Rooms {#rooms}
  > Rooms can be shared.
- [x] Skills {#skills}
  > Skills can be shared.
- [ ] Debts {#debts}
  > Nobody wants those.

Explanation: Resources.
:::

::: question fact
A partnership is formal.

- [x] True {#true}
  > It is in writing.
- [ ] False {#false}
  > Then it would be a contact.

Explanation: It has been agreed.
:::

::: question pairs
Who does what?

- The liaison {#liaison}
  - Keeps news flowing {#news}

  > News is the liaison's.
- The facilitator {#facilitator}
  - Leads the meeting {#meeting}

  > Meetings are the facilitator's.
- [ ] Pays for all {#pays}

Explanation: Two roles.
:::

::: question stages
In which order?

1. Meet {#meet}
   > First you meet.
2. Agree {#agree}
   > Then you agree.
3. Work {#work}
   > Then you work.

Explanation: Step by step.
:::

::: question groups
When is it done?

- Before {#before}
  - Look for partners {#look}
    > That comes first.
  - Ask around {#ask}
- After {#after}
  - Look back {#back}
    > That comes last.

Explanation: Before and after.
:::

::: question word kind=short
What is signed?

- [x] agreement {#agreement}
- [x] the agreement {#the-agreement}
- [ ] contract {#contract}
  > Partners do not buy from each other.

Otherwise: Think of paper.

Explanation: An agreement is signed.
:::

::: question thoughts kind=reflection
Which partner do you miss?

Explanation: Write to them this week.
:::
"""

READING = """\
---
id: reading
title: Something to read
outcomes:
  - read
---
No questions here.

## Further on

The end comes soon.
"""

QUIZ = """\
---
pass_mark: 67
draw: 3
---

::: question quiz-who lesson=start
Quiz: who signs?

- [x] Each partner {#each}
  > Each for itself.
- [ ] The lead partner {#lead}
  > It signs for itself alone.
- [ ] Nobody {#nobody}
  > Somebody must.

Explanation: Each signs.
:::

::: question quiz-share lesson=kinds
Quiz: what is shared?

- [x] Rooms {#rooms}
  > Rooms are shared.
- [x] Skills {#skills}
  > Skills are shared.
- [ ] Debts {#debts}
  > Debts are not.

Explanation: Resources.
:::

::: question quiz-word kind=short lesson=start
Quiz: what is signed?

- [x] agreement {#agreement}
- [ ] contract {#contract}
  > Not between partners.

Explanation: An agreement.
:::
"""

SELF_CHECK = """\
---
title: Where to begin?
intro: Two questions.
---

::: question check-signs lesson=first/start
Check: who signs?

- [x] Each partner {#each}
  > Each for itself.
- [ ] Nobody {#nobody}
  > Somebody must.
- [ ] I don't know {#unsure}
  > The lesson shows it.

Explanation: Each signs.
:::

::: question check-stages lesson=first/kinds
Check: what comes first?

- [ ] Work {#work}
  > That comes later.
- [x] Meet {#meet}
  > First you meet.

Explanation: First you meet.
:::
"""

FILES: Mapping[str, str] = {
    "first/01-start.md": START,
    "first/02-kinds.md": KINDS,
    "first/03-reading.md": READING,
    "first/quiz.md": QUIZ,
}

TEST_MODULE = """\
---
id: last
title: The last test
summary: All of it.
audience: For all.
outcomes:
  - say it all
---
Now show it.
"""

TEST = """\
---
pass_mark: 60
draw:
  - first 2
---

::: question test-who lesson=first/start
Test: who signs?

- [x] Each partner {#each}
  > Each for itself.
- [ ] Nobody {#nobody}
  > Somebody must.

Explanation: Each signs.
:::

::: question test-share lesson=first/kinds
Test: what is shared?

- [x] Rooms {#rooms}
  > Rooms are.
- [ ] Debts {#debts}
  > Debts are not.

Explanation: Resources.
:::
"""

TEST_RIGHT: Mapping[str, "Answering"] = {
    "Test: who signs?": lambda form: form.choose("each"),
    "Test: what is shared?": lambda form: form.choose("rooms"),
}


def with_test() -> dict[str, str]:
    """The files of the course with a test at its end."""
    return {
        "course.md": COURSE.replace("  - first\n", "  - first\n  - last\n"),
        "last/module.md": TEST_MODULE,
        "last/quiz.md": TEST,
    }


Answering = Callable[[Form], Form]

RIGHT: Mapping[str, Answering] = {
    "who-signs": lambda form: form.choose("each"),
    "what-holds": lambda form: form.choose("goals"),
    "several": lambda form: form.choose("rooms", "skills"),
    "fact": lambda form: form.choose("true"),
    "pairs": lambda form: form.place({"liaison": "news", "facilitator": "meeting"}),
    "stages": lambda form: form.place({"meet": "1", "agree": "2", "work": "3"}),
    "groups": lambda form: form.place({"look": "before", "ask": "before", "back": "after"}),
    "word": lambda form: form.write("agreement"),
    "thoughts": lambda form: form.write("The school."),
}
"""The right answer to each question of the lessons."""

QUIZ_RIGHT: Mapping[str, Answering] = {
    "Quiz: who signs?": lambda form: form.choose("each"),
    "Quiz: what is shared?": lambda form: form.choose("rooms", "skills"),
    "Quiz: what is signed?": lambda form: form.write("agreement"),
}
QUIZ_WRONG: Mapping[str, Answering] = {
    "Quiz: who signs?": lambda form: form.choose("lead"),
    "Quiz: what is shared?": lambda form: form.choose("debts"),
    "Quiz: what is signed?": lambda form: form.write("contract"),
}


def small_course(folder: Path, changed: Mapping[str, str | None] | None = None) -> Path:
    """The folder with the course "demo"; a file that is `changed` to None isn't there."""
    files = {name: text for name, text in {**FILES, **(changed or {})}.items() if text is not None}
    return write(folder, {**files})


def with_story() -> dict[str, str]:
    """The files that add a story, "harbour", whose choices name the lesson "start"."""
    return {name: str(text) for name, text in HARBOUR.items() if not name.startswith("first/")}


def with_modules(*names: str) -> dict[str, str]:
    """The files of a course with these modules, each with the lesson "start" and the quiz."""
    files = {"course.md": COURSE.replace("  - first\n", "".join(f"  - {name}\n" for name in names))}
    for name in names:
        files[f"{name}/module.md"] = MODULE.replace("id: first", f"id: {name}")
        files[f"{name}/01-start.md"] = START
        files[f"{name}/quiz.md"] = QUIZ.replace("lesson=kinds", "lesson=start")
    return files
