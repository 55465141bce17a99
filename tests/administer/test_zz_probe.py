from datetime import timedelta
import pytest
from app.people.operations import clean
from app.people.queries import account_by_email
from tests.join.cast import sign_in
pytestmark = pytest.mark.anyio
async def test_expiry(maria, site):
    for n in range(1, 60):
        site.clock.go_on(days=14)
        b = site.browser()
        await sign_in(b)
        await site.database.write(lambda w: w.first(__import__("sqlalchemy").text("select 1"), {})) if False else None
        print(n, await clean(site.database, now=site.clock()))
        found = await account_by_email(site.database, email="maria@example.org")
        if not found:
            pytest.fail(f"deleted after {n*14} days of signing in every fortnight")
