"""The `atsiv` command."""

import argparse
from collections.abc import Sequence

from app.cli import checking, counting, keeping, marking, playing, refreshing, reminding, serving, translating, users
from app.cli.telling import UNUSABLE, WELL, WRONG, complain, report
from app.content.library import BrokenCourse
from app.content.search import CannotIndex
from app.localisation.exchange import CannotExchange
from app.localisation.saving import NotSaved
from app.server import CannotListen
from app.settings import SettingsError
from app.storage import NotBackedUp, NotRestored, StorageError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (or the shell's) name and return its exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        status: int = chosen.run(chosen)
    except SettingsError as error:
        return complain(*error.sentences, status=UNUSABLE)
    except (CannotListen, CannotIndex, CannotExchange, NotBackedUp, NotRestored, NotSaved) as error:
        return complain(str(error), status=WRONG)
    except StorageError as error:
        return complain(f"The database that DATABASE_URL names can't be used: {error}", status=WRONG)
    except BrokenCourse as error:
        return report(error.problems)
    except KeyboardInterrupt:
        return WELL
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="atsiv",
        description="An open e-learning platform for the staff of non-governmental organisations.",
        epilog="Settings come from the environment or from a file named .env; docs/settings.md explains each.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    serving.add_serve(commands)
    checking.add_check(commands)
    playing.add_play(commands)
    marking.add_remark(commands)
    users.add_user(commands)
    keeping.add_backup(commands)
    keeping.add_restore(commands)
    keeping.add_clean(commands)
    reminding.add_remind(commands)
    counting.add_statistics(commands)
    refreshing.add_extract(commands)
    refreshing.add_update(commands)
    translating.add_merge(commands)
    translating.add_export(commands)
    translating.add_import(commands)
    return parser
