"""Groups of learners: who is in them, who is asked to be, what is written to them."""

import sqlalchemy as sa
from alembic import op

from app.people.names import name_key

revision = "2026_11_27_groups"
down_revision = "2026_11_26_accounts"

_PERSON, _GROUP, _ORGANISATION = "person.id", "learner_group.id", "organisation.id"


def upgrade() -> None:
    create_group()
    create_membership()
    create_joining_code()
    create_invitation()
    create_intake()
    create_announcement()
    create_reminder()
    create_difference()
    let_letters_be_about_groups()
    sort_people_by_name()


def reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}", ondelete="CASCADE")


def create_group() -> None:
    op.create_table(
        "learner_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learner_group"),
        sa.UniqueConstraint("organisation_id", "title", name="uq_learner_group_organisation_id_title"),
        reference("learner_group", "organisation_id", _ORGANISATION),
    )


def create_membership() -> None:
    op.create_table(
        "membership",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("mute_token", sa.String(), nullable=False),
        sa.Column("muted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("group_id", "person_id", name="pk_membership"),
        sa.UniqueConstraint("mute_token", name="uq_membership_mute_token"),
        reference("membership", "group_id", _GROUP),
        reference("membership", "person_id", _PERSON),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_membership_person_id", "membership", ["person_id"])


def create_joining_code() -> None:
    op.create_table(
        "joining_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("most_uses", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_joining_code"),
        sa.UniqueConstraint("code", name="uq_joining_code_code"),
        reference("joining_code", "group_id", _GROUP),
    )
    op.create_index("ix_joining_code_group_id", "joining_code", ["group_id"])


def create_invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("email_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("declined_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("group_id", "email_key", name="uq_invitation_group_id_email_key"),
        sa.UniqueConstraint("token_hash", name="uq_invitation_token_hash"),
        reference("invitation", "group_id", _GROUP),
    )
    op.create_index("ix_invitation_email_key", "invitation", ["email_key"])
    op.create_index("ix_invitation_expires_at", "invitation", ["expires_at"])


def create_intake() -> None:
    op.create_table(
        "intake",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("total", "position", "invited", "asked", "faulty")
        ),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_intake"),
        sa.CheckConstraint("state IN ('draft', 'running', 'done')", name=op.f("ck_intake_state")),
        reference("intake", "group_id", _GROUP),
        reference("intake", "person_id", _PERSON),
    )
    for column in ("group_id", "next_at", "person_id"):
        op.create_index(f"ix_intake_{column}", "intake", [column])


def create_announcement() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(), nullable=False),
        sa.Column("texts", sa.String(), nullable=False),
        sa.Column("receivers", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_announcement"),
        sa.UniqueConstraint("once", name="uq_announcement_once"),
        reference("announcement", "organisation_id", _ORGANISATION),
        reference("announcement", "person_id", _PERSON),
    )
    for column in ("organisation_id", "person_id"):
        op.create_index(f"ix_announcement_{column}", "announcement", [column])


def create_reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "group_id", "occasion", name="pk_reminder"),
        reference("reminder", "person_id", _PERSON),
        reference("reminder", "group_id", _GROUP),
        sqlite_with_rowid=False,
    )


def create_difference() -> None:
    op.create_table(
        "question_difference",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("course", "module", "question", "reader_language")),
        sa.Column("delta", sa.Float(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("focal", "focal_right", "reference", "reference_right")
        ),
        sa.Column("computed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("course", "module", "question", "reader_language", name="pk_question_difference"),
    )


def let_letters_be_about_groups() -> None:
    about = {"invitation_id": "invitation.id", "group_id": _GROUP, "announcement_id": "announcement.id"}
    with op.batch_alter_table("letter") as batch:
        batch.alter_column("person_id", existing_type=sa.Integer(), nullable=True)
        for column, target in about.items():
            batch.add_column(sa.Column(column, sa.Integer(), nullable=True))
            table, _, key = target.partition(".")
            batch.create_foreign_key(f"fk_letter_{column}", table, [column], [key], ondelete="CASCADE")
    for column in about:
        op.create_index(f"ix_letter_{column}", "letter", [column])


def sort_people_by_name() -> None:
    text = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.add_column("account", sa.Column("name_key", text, nullable=False, server_default=""))
    account = sa.table("account", sa.column("person_id"), sa.column("name"), sa.column("name_key"))
    connection = op.get_bind()
    keep = (
        sa.update(account).where(account.c.person_id == sa.bindparam("owner")).values(name_key=sa.bindparam("new_key"))
    )
    rows = connection.execute(sa.select(account.c.person_id, account.c.name)).all()
    if rows:
        connection.execute(keep, [{"owner": row.person_id, "new_key": name_key(row.name)} for row in rows])
