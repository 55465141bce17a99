from hashlib import sha256


def token_hash(token: str) -> bytes:
    """What is stored instead of a token, so that a stolen database opens no session.

    Tokens are long and random, so a plain SHA-256 can't be searched backwards.
    """
    return sha256(token.encode()).digest()
