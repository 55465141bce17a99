import zlib
from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st

from app.web.fragments import TOKEN_HOLE, TOKEN_LENGTH, Cut, cut, gzipped, gzipped_page, plain_page, solid

NONCE = "abcdefghij0123456789-_"

# Anything that UTF-8 can hold, and words that come again, so that there is something to compress.
words = st.sampled_from(["<p>", "</p>", "partnership ", "συνεργασία ", "\ue000", "\ue001", "token"])
markup = st.lists(words | st.text(st.characters(exclude_categories=["Cs"])), max_size=20).map("".join)
with_holes = st.lists(markup, min_size=1, max_size=5).map(TOKEN_HOLE.join)
tokens = st.text(st.sampled_from("abcXYZ019-_"), min_size=TOKEN_LENGTH, max_size=TOKEN_LENGTH)

LONG = "<p>An agreement names who does what, by when, and with whose money.</p>\n"
FORM = f'<form method="post"><input name="token" value="{TOKEN_HOLE}"><button>Check my answer</button></form>\n'


def unpacked(page: bytes) -> bytes:
    """What a browser shows of a page: the first gzip member, which must be the only one and whole."""
    first = zlib.decompressobj(wbits=31)
    shown = first.decompress(page) + first.flush()
    assert first.eof
    assert first.unused_data == b""
    return shown


@given(st.lists(with_holes, max_size=6), tokens)
@example(texts=[LONG * 1000 + FORM + LONG * 1000], token=NONCE)
@example(texts=[FORM * 3, LONG * 1000, FORM * 3], token=NONCE)
def test_a_page_is_one_gzip_member_and_unpacks_to_the_plain_page(texts: Sequence[str], token: str) -> None:
    cuts = [*map(cut, texts)]
    page = plain_page(cuts, token)
    assert page.decode() == "".join(text.replace(TOKEN_HOLE, token) for text in texts)
    assert unpacked(gzipped_page(cuts, token)) == page


@given(markup, with_holes)
def test_what_somebody_wrote_stays_as_it_is_even_where_it_looks_like_a_hole(before: str, wrote: str) -> None:
    cuts = (cut(before), solid(wrote))
    assert plain_page(cuts, NONCE).decode().endswith(wrote)
    assert unpacked(gzipped_page(cuts, NONCE)) == plain_page(cuts, NONCE)


def test_a_visitors_page_is_smaller_in_one_piece_than_in_fragments() -> None:
    fragments = [LONG * 5, FORM, LONG * 5, FORM, LONG * 5]
    whole = gzipped_page([cut("".join(fragments))], NONCE)
    assert len(whole) < len(gzipped_page(map(cut, fragments), NONCE))
    assert len(whole) < sum(len(gzipped(fragment.encode())) for fragment in fragments)


def test_the_same_pieces_serve_every_token() -> None:
    kept: Cut = cut(LONG + FORM + LONG + FORM)
    pages = [gzipped_page([kept], token) for token in (NONCE, NONCE[::-1])]
    shown = [*map(unpacked, pages)]
    assert [page.count(token.encode()) for page, token in zip(shown, (NONCE, NONCE[::-1]), strict=True)] == [2, 2]
