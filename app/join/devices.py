"""What a browser says of itself, in two words, so that somebody can tell their devices apart."""

from typing import Final

# The first that is found counts: browsers name those that they want to be taken for as well.
_BROWSERS: Final = (
    ("edg", "Edge"),
    ("opr/", "Opera"),
    ("samsungbrowser", "Samsung Internet"),
    ("firefox", "Firefox"),
    ("fxios", "Firefox"),
    ("crios", "Chrome"),
    ("chrome", "Chrome"),
    ("safari", "Safari"),
)
_SYSTEMS: Final = (
    ("android", "Android"),
    ("iphone", "iPhone"),
    ("ipad", "iPad"),
    ("windows", "Windows"),
    ("mac os", "macOS"),
    ("cros", "ChromeOS"),
    ("linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """Such as "Firefox, Android"; empty if it is none that is known. Versions are nobody's business."""
    said = user_agent.lower()
    found = [next((name for sign, name in names if sign in said), "") for names in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in found if name)
