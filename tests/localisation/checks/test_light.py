"""A server's worker may check what somebody types: no dictionary is loaded for it."""

import subprocess
import sys

PROGRAM = """
import sys
from app.content.po import Message
from app.localisation.checks import check_message, mended
found = check_message("el", "networking", Message("", "Who signs?", translations=(mended("el", "Ποιος υπογράφει?"),)))
print([each.check for each in found], [name for name in sys.modules if "simplemma" in name])
"""


def test_checking_a_message_loads_no_dictionary() -> None:
    ended = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert ended.stdout == "['question-mark'] []\n"
