"""Games: the runs that people play, and the choices they make in them."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_29_games"
down_revision = "2026_11_28_translating"


def upgrade() -> None:
    create_run()
    create_decision()


def words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def create_run() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        *words("course", "game"),
        sa.Column("number", sa.Integer(), nullable=False),
        *words("opening", "start"),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ending", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_run_person_id", ondelete="CASCADE"),
        sa.UniqueConstraint("person_id", "course", "game", "number", name="uq_run_person_id_course_game_number"),
        sa.CheckConstraint("number >= 1", name="ck_run_number"),
        sa.CheckConstraint("ending IS NULL OR ended_at IS NOT NULL", name="ck_run_ending"),
    )
    op.create_index(
        "uq_run_open",
        "run",
        ["person_id", "course", "game"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def create_decision() -> None:
    op.create_table(
        "decision",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        *words("scene", "choice", "state", "language"),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "n", name="pk_decision"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_decision_run_id", ondelete="CASCADE"),
        sa.CheckConstraint("n >= 1", name="ck_decision_n"),
        sqlite_with_rowid=False,
    )
