from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.storage.metadata import ROWS_BY_KEY, Moment, PersonalData, table_of

_AS_LONG_AS_THE_PERSON = "as long as the person it belongs to"


class Attempt(SQLModel, table=True):
    """One go at a module's questions: the practice in its lessons, or its quiz.

    `number` counts the attempts of a person at a module, by kind, from 1. `layout` is JSON, a list of
    `{"question", "revision", "order"}` as a quiz was laid out; a practice lays nothing out. `score` is an
    unrounded percentage, `pass_mark` the percentage that was needed when the attempt began.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("person_id", "course", "module", "kind", "number"),
        Index(
            "uq_attempt_practice",
            "person_id",
            "course",
            "module",
            unique=True,
            sqlite_where=text("kind = 'practice'"),
            postgresql_where=text("kind = 'practice'"),
        ),
        Index(
            "uq_attempt_open_quiz",
            "person_id",
            "course",
            "module",
            unique=True,
            sqlite_where=text("kind = 'quiz' AND finished_at IS NULL"),
            postgresql_where=text("kind = 'quiz' AND finished_at IS NULL"),
        ),
        CheckConstraint("kind IN ('practice', 'quiz')", name="kind"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("finished_at IS NULL OR (score IS NOT NULL AND passed IS NOT NULL)", name="finished"),
        {
            "info": {
                "person": PersonalData(
                    holds="which modules' questions were tried and when, and the results of quizzes",
                    why="to show what was passed and what is missing, and to read an attempt again",
                    kept=_AS_LONG_AS_THE_PERSON,
                )
            }
        },
    )

    id: int = Field(primary_key=True)
    person_id: int = Field(foreign_key="person.id", ondelete="CASCADE")
    kind: str
    course: str
    module: str
    number: int
    layout: str
    started_at: datetime = Field(sa_type=Moment)
    finished_at: datetime | None = Field(sa_type=Moment)
    score: float | None
    pass_mark: int | None
    passed: bool | None


class Step(SQLModel, table=True):
    """One thing done in an attempt: a question answered, a hint asked for, a lesson's end confirmed.

    `n` counts the steps of a question in its attempt from 1. `answer` is JSON; `mark` runs from 0 to 1 and
    is empty where nothing is marked (yet). `hints` says how many had been seen, `option_order` (JSON) in
    which order the options stood, `language` in which language all of it was shown. A confirmation has an
    empty question and no revision.
    """

    __tablename__ = "step"
    __table_args__ = (
        CheckConstraint("action IN ('answer', 'hint', 'confirm')", name="action"),
        CheckConstraint("mark BETWEEN 0 AND 1", name="mark"),
        CheckConstraint("n >= 1", name="n"),
        {
            **ROWS_BY_KEY,
            "info": {
                "person": PersonalData(
                    holds="every answer given, reflections in the person's own words included, with its mark and time",
                    why="to give feedback, to go on where one stopped, and to mark again when a question was wrong",
                    kept=_AS_LONG_AS_THE_PERSON,
                    owner=("attempt_id", "attempt.id"),
                )
            },
        },
    )

    attempt_id: int = Field(primary_key=True, foreign_key="attempt.id", ondelete="CASCADE")
    question: str = Field(primary_key=True)
    n: int = Field(primary_key=True)
    lesson: str
    action: str
    answer: str | None
    mark: float | None
    revision: str | None = Field(foreign_key="revision.hash")
    option_order: str
    language: str
    hints: int
    at: datetime = Field(sa_type=Moment)


class Revision(SQLModel, table=True):
    """A question's English source as it was when somebody first met it; `hash` identifies the text."""

    __tablename__ = "revision"

    hash: str = Field(primary_key=True)
    course: str
    module: str
    question: str
    source: str


class Completion(SQLModel, table=True):
    """That a lesson, module or course was completed, and when. Nothing that is added later undoes it.

    A module's completion has no lesson, a course's neither: the empty text, as null would not be unique.
    """

    __tablename__ = "completion"
    __table_args__ = (
        CheckConstraint("kind IN ('lesson', 'module', 'course')", name="kind"),
        {
            **ROWS_BY_KEY,
            "info": {
                "person": PersonalData(
                    holds="which lessons, modules and courses were completed, and when",
                    why="to keep what was achieved when the course changes",
                    kept=_AS_LONG_AS_THE_PERSON,
                )
            },
        },
    )

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    kind: str = Field(primary_key=True)
    course: str = Field(primary_key=True)
    module: str = Field(primary_key=True)
    lesson: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)


class Place(SQLModel, table=True):
    """Where in a course somebody was reading when they left."""

    __tablename__ = "place"
    __table_args__ = {
        **ROWS_BY_KEY,
        "info": {
            "person": PersonalData(
                holds="the last place read in each course, and when",
                why="to go on there",
                kept=_AS_LONG_AS_THE_PERSON,
            )
        },
    }

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    course: str = Field(primary_key=True)
    module: str
    lesson: str
    anchor: str
    at: datetime = Field(sa_type=Moment)


class Difference(SQLModel, table=True):
    """A question that people who read it in one language get right less or more often than others who know as much.

    Computed over the whole site. `delta` is on ETS's scale, below 0 where the language's readers find it harder;
    `focal_right` of `focal` first attempts in the language were right, `reference_right` of `reference` in the others.
    """

    __tablename__ = "question_difference"

    course: str = Field(primary_key=True)
    module: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    reader_language: str = Field(primary_key=True)
    delta: float
    focal: int
    focal_right: int
    reference: int
    reference_right: int
    computed_at: datetime = Field(sa_type=Moment)


class Run(SQLModel, table=True):
    """One story that somebody plays or played.

    `number` counts the runs of a person in a game from 1. `start` is JSON, the state that the story began in. A run
    that ended without an ending was left for another one.
    """

    __tablename__ = "run"
    __table_args__ = (
        UniqueConstraint("person_id", "course", "game", "number"),
        Index(
            "uq_run_open",
            "person_id",
            "course",
            "game",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("ending IS NULL OR ended_at IS NOT NULL", name="ending"),
        {
            "info": {
                "person": PersonalData(
                    holds="which stories were played, when, and how they ended",
                    why="to go on playing where one stopped, and to look at it again",
                    kept=_AS_LONG_AS_THE_PERSON,
                )
            }
        },
    )

    id: int = Field(primary_key=True)
    person_id: int = Field(foreign_key="person.id", ondelete="CASCADE")
    course: str
    game: str
    number: int
    opening: str
    start: str
    started_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(sa_type=Moment)
    ending: str | None


class Decision(SQLModel, table=True):
    """One choice made in a run. `n` counts them from 1; `state` is JSON, what the choice led to.

    The state is kept, so that a run goes on as it was when the story is corrected.
    """

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint("n >= 1", name="n"),
        {
            **ROWS_BY_KEY,
            "info": {
                "person": PersonalData(
                    holds="every choice made in a story, with the time and the language",
                    why="to go on playing where one stopped, and to show the way that was taken",
                    kept=_AS_LONG_AS_THE_PERSON,
                    owner=("run_id", "run.id"),
                )
            },
        },
    )

    run_id: int = Field(primary_key=True, foreign_key="run.id", ondelete="CASCADE")
    n: int = Field(primary_key=True)
    scene: str
    choice: str
    state: str
    language: str
    at: datetime = Field(sa_type=Moment)


attempt = table_of(Attempt)
decision = table_of(Decision)
difference = table_of(Difference)
step = table_of(Step)
revision = table_of(Revision)
completion = table_of(Completion)
place = table_of(Place)
run = table_of(Run)
