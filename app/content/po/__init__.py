"""PO files, read and written so that what nobody touched stays byte for byte as it was.

A file is a row of blocks: the lines of one message each, and whatever else stands between them. A block is
written again as it was read unless its message was changed; what is written anew has the form that
`msgcat --no-wrap` gives it, which depends on no version's line breaking.
"""

from app.content.po.file import PoFile, new_file, parse
from app.content.po.message import Key, Message, Previous, State
from app.content.po.reading import PoError
from app.content.po.writing import written

__all__ = ["Key", "Message", "PoError", "PoFile", "Previous", "State", "new_file", "parse", "written"]
