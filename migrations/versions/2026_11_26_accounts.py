"""Accounts, what belongs to them, and the record of what was done to them."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_accounts"
down_revision = "2026_11_24_first_tables"

_PERSON = "person.id"


def upgrade() -> None:
    let_people_have_accounts()
    name_devices()
    create_account()
    create_organisation()
    create_role()
    create_second_factor()
    create_ticket()
    create_email_change()
    create_letter()
    create_limit()
    create_record()


def let_people_have_accounts() -> None:
    sequence = last_number()
    with op.batch_alter_table("person", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_constraint(op.f("ck_person_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_person_kind"), "kind IN ('guest', 'account')")
    go_on_after(sequence)


def last_number() -> int | None:
    """SQLite counts a rebuilt table's numbers from its greatest one, and would give a deleted person's again."""
    if op.get_bind().dialect.name != "sqlite":
        return None
    found = op.get_bind().exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'person'").scalar()
    return None if found is None else int(found)


def go_on_after(number: int | None) -> None:
    if number is None:
        return
    connection = op.get_bind()
    connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'person'")
    connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES ('person', ?)", (number,))


def name_devices() -> None:
    op.add_column("session", sa.Column("device", sa.String(), nullable=False, server_default=""))


def create_account() -> None:
    op.create_table(
        "account",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("email_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("pseudonym", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.Column("disabled_at", sa.BigInteger(), nullable=True),
        sa.Column("warned_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("person_id", name="pk_account"),
        sa.ForeignKeyConstraint(["person_id"], [_PERSON], name="fk_account_person_id", ondelete="CASCADE"),
        sa.UniqueConstraint("email_key", name="uq_account_email_key"),
        sa.UniqueConstraint("pseudonym", name="uq_account_pseudonym"),
    )


def create_organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("title", name="uq_organisation_title"),
    )


def create_role() -> None:
    op.create_table(
        "role",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "role", "scope", name="pk_role"),
        sa.ForeignKeyConstraint(["person_id"], [_PERSON], name="fk_role_person_id", ondelete="CASCADE"),
        sa.CheckConstraint(
            "role IN ('administrator', 'coordinator', 'translator', 'reviewer')", name=op.f("ck_role_role")
        ),
        sqlite_with_rowid=False,
    )


def create_second_factor() -> None:
    op.create_table(
        "second_factor",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_second_factor"),
        sa.ForeignKeyConstraint(["person_id"], [_PERSON], name="fk_second_factor_person_id", ondelete="CASCADE"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "code_hash", name="pk_recovery_code"),
        sa.ForeignKeyConstraint(["person_id"], [_PERSON], name="fk_recovery_code_person_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )


def create_ticket() -> None:
    op.create_table(
        "ticket",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_ticket"),
        sa.ForeignKeyConstraint(["person_id"], [_PERSON], name="fk_ticket_person_id", ondelete="CASCADE"),
        sa.CheckConstraint(
            "purpose IN ('open', 'password', 'old email', 'new email', 'code')", name=op.f("ck_ticket_purpose")
        ),
    )
    op.create_index("ix_ticket_expires_at", "ticket", ["expires_at"])
    op.create_index("ix_ticket_person_id", "ticket", ["person_id"])


def create_email_change() -> None:
    op.create_table(
        "email_change",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("email_key", sa.String(), nullable=False),
        sa.Column("agreed_old", sa.Boolean(), nullable=False),
        sa.Column("agreed_new", sa.Boolean(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_email_change"),
        sa.ForeignKeyConstraint(["person_id"], [_PERSON], name="fk_email_change_person_id", ondelete="CASCADE"),
    )


def create_letter() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("queued_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("failed_at", sa.BigInteger(), nullable=True),
        sa.Column("problem", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_letter"),
        sa.ForeignKeyConstraint(["person_id"], [_PERSON], name="fk_letter_person_id", ondelete="CASCADE"),
    )
    op.create_index("ix_letter_next_at", "letter", ["next_at"])
    op.create_index("ix_letter_person_id", "letter", ["person_id"])


def create_limit() -> None:
    op.create_table(
        "attempt_limit",
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name="pk_attempt_limit"),
    )
    op.create_index("ix_attempt_limit_until", "attempt_limit", ["until"])
    op.create_table(
        "site_key",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_site_key"),
    )


def create_record() -> None:
    op.create_table(
        "act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_act"),
    )
    op.create_index("ix_act_subject", "act", ["subject"])
    op.create_table(
        "erasure",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_erasure"),
    )
