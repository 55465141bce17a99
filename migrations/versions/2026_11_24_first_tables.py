"""People, their sessions, and their progress."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_first_tables"
down_revision = None


def upgrade() -> None:
    create_probe()
    create_person()
    create_session()
    create_revision()
    create_attempt()
    create_step()
    create_completion()
    create_place()


def create_probe() -> None:
    op.create_table(
        "probe",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_probe"),
    )


def create_person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("once_hash", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("once_hash", name="uq_person_once_hash"),
        sa.CheckConstraint("kind IN ('guest')", name=op.f("ck_person_kind")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_person_expires_at", "person", ["expires_at"])


def create_session() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_session_person_id", ondelete="CASCADE"),
        sa.UniqueConstraint("token_hash", name="uq_session_token_hash"),
    )
    op.create_index("ix_session_person_id", "session", ["person_id"])


def create_revision() -> None:
    op.create_table(
        "revision",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("module", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_revision"),
    )


def create_attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("module", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("pass_mark", sa.Integer(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_attempt_person_id", ondelete="CASCADE"),
        sa.UniqueConstraint(
            "person_id", "course", "module", "kind", "number", name="uq_attempt_person_id_course_module_kind_number"
        ),
        sa.CheckConstraint("kind IN ('practice', 'quiz')", name=op.f("ck_attempt_kind")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_attempt_score")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_attempt_number")),
        sa.CheckConstraint(
            "finished_at IS NULL OR (score IS NOT NULL AND passed IS NOT NULL)", name=op.f("ck_attempt_finished")
        ),
    )
    create_one_attempt_index("uq_attempt_practice", "kind = 'practice'")
    create_one_attempt_index("uq_attempt_open_quiz", "kind = 'quiz' AND finished_at IS NULL")


def create_one_attempt_index(name: str, where: str) -> None:
    op.create_index(
        name,
        "attempt",
        ["person_id", "course", "module"],
        unique=True,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def create_step() -> None:
    op.create_table(
        "step",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("mark", sa.Float(), nullable=True),
        sa.Column("revision", sa.String(), nullable=True),
        sa.Column("option_order", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("hints", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", "question", "n", name="pk_step"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_step_attempt_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["revision"], ["revision.hash"], name="fk_step_revision"),
        sa.CheckConstraint("action IN ('answer', 'hint', 'confirm')", name=op.f("ck_step_action")),
        sa.CheckConstraint("mark BETWEEN 0 AND 1", name=op.f("ck_step_mark")),
        sa.CheckConstraint("n >= 1", name=op.f("ck_step_n")),
        sqlite_with_rowid=False,
    )


def create_completion() -> None:
    op.create_table(
        "completion",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("module", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "kind", "course", "module", "lesson", name="pk_completion"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_completion_person_id", ondelete="CASCADE"),
        sa.CheckConstraint("kind IN ('lesson', 'module', 'course')", name=op.f("ck_completion_kind")),
        sqlite_with_rowid=False,
    )


def create_place() -> None:
    op.create_table(
        "place",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("module", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "course", name="pk_place"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_place_person_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
