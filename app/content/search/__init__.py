"""Search: finds words of the courses in any inflected form, with or without accents, and in spite of a typing error.

Everything that takes a dictionary is done beforehand by a process of its own (`prepare`); who
searches opens the finished index (`open_index`) and loads no dictionary.
"""

from app.content.search.cache import CannotIndex, prepare
from app.content.search.index import MOST_HITS, Found, Hit, SearchIndex, open_index

__all__ = ["MOST_HITS", "CannotIndex", "Found", "Hit", "SearchIndex", "open_index", "prepare"]
