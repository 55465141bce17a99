"""Translating on the site: drafts, suggestions, comments, reviews, what was changed, files brought."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_28_translating"
down_revision = "2026_11_27_groups"

_OF_A_TEXT = ("target", "domain", "text")


def upgrade() -> None:
    create_draft()
    create_suggestion()
    create_remark()
    create_review()
    create_edit()
    create_arrival()
    create_look()


def words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def moment(name: str, *, empty: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=empty)


def person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=f"fk_{table}_person_id", ondelete="CASCADE")


def create_draft() -> None:
    op.create_table(
        "draft",
        sa.Column("person_id", sa.Integer(), nullable=False),
        *words(*_OF_A_TEXT, "texts", "expected"),
        moment("at"),
        sa.PrimaryKeyConstraint("person_id", *_OF_A_TEXT, name="pk_draft"),
        person("draft"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_draft_at", "draft", ["at"])


def create_suggestion() -> None:
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        *words(*_OF_A_TEXT, "source", "before", "texts", "note", "author"),
        moment("at"),
        *words("state", "reason", "decided_by"),
        moment("decided_at", empty=True),
        sa.PrimaryKeyConstraint("id", name="pk_suggestion"),
        sa.CheckConstraint("state IN ('open', 'accepted', 'declined')", name="ck_suggestion_state"),
    )
    op.create_index("ix_suggestion_target_state", "suggestion", ["target", "state"])
    op.create_index("ix_suggestion_author", "suggestion", ["author"])


def create_remark() -> None:
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        *words(*_OF_A_TEXT, "words"),
        sa.Column("asks", sa.Boolean(), nullable=False),
        *words("author"),
        moment("at"),
        moment("settled_at", empty=True),
        sa.PrimaryKeyConstraint("id", name="pk_remark"),
    )
    op.create_index("ix_remark_domain_text", "remark", ["domain", "text"])


def create_review() -> None:
    op.create_table(
        "review",
        *words(*_OF_A_TEXT, "digest", "author"),
        moment("at"),
        sa.PrimaryKeyConstraint(*_OF_A_TEXT, name="pk_review"),
        sqlite_with_rowid=False,
    )


def create_edit() -> None:
    op.create_table(
        "edit",
        sa.Column("id", sa.Integer(), nullable=False),
        *words(*_OF_A_TEXT, "context", "source", "before", "after", "from_state", "to_state"),
        sa.Column("was_fuzzy", sa.Boolean(), nullable=False),
        *words("was_of", "how", "author"),
        moment("at"),
        moment("committed_at", empty=True),
        sa.PrimaryKeyConstraint("id", name="pk_edit"),
        sa.CheckConstraint("how IN ('desk', 'restore', 'suggestion', 'file')", name="ck_edit_how"),
    )
    op.create_index("ix_edit_target_domain_text", "edit", list(_OF_A_TEXT))
    op.create_index("ix_edit_committed_at", "edit", ["committed_at"])


def create_arrival() -> None:
    op.create_table(
        "arrival",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        *words("target", "name"),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        moment("at"),
        sa.PrimaryKeyConstraint("id", name="pk_arrival"),
        person("arrival"),
    )
    op.create_index("ix_arrival_person_id", "arrival", ["person_id"])


def create_look() -> None:
    op.create_table(
        "look",
        sa.Column("person_id", sa.Integer(), nullable=False),
        *words("target"),
        sa.Column("snapshot", sa.LargeBinary(), nullable=False),
        moment("at"),
        sa.PrimaryKeyConstraint("person_id", "target", name="pk_look"),
        person("look"),
        sqlite_with_rowid=False,
    )
