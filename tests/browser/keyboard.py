"""Somebody who has no mouse, and who has to see at every step where they are."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from tests.browser.key import Fields
from tests.browser.window import kind_of

# Where the focus is: whether there, and whether it shows: it has a ring, and isn't behind anything.
_FOCUS = """target => {
  const focused = document.activeElement;
  if (focused === document.body) return { lost: true };
  const style = getComputedStyle(focused);
  const box = focused.getClientRects()[0] ?? new DOMRect();
  const places = [[.5, .5], [.1, .1], [.9, .1], [.1, .9], [.9, .9]];
  return {
    there: focused === target || (target.type == 'radio' && focused.type == 'radio' && focused.form === target.form),
    name: focused.outerHTML.slice(0, 120),
    marked: style.outlineStyle != 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: places.some(([x, y]) => {
      const top = document.elementFromPoint(box.x + x * box.width, box.y + y * box.height);
      return top && (focused.contains(top) || top.contains(focused));
    }),
  };
}"""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The keys of one page's window."""

    page: Page

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def tab_to(self, target: Locator) -> None:
        """Go on to `target`, seeing every stop on the way."""
        wanted = target.element_handle()
        lost = 0
        focus = self.page.evaluate(_FOCUS, wanted)
        while not focus.get("there"):
            self.press("Tab")
            focus = self.page.evaluate(_FOCUS, wanted)
            lost += bool(focus.get("lost"))
            # Only where a page ends and begins again does the focus belong to the browser itself.
            assert lost < 2, f"the focus never comes to {target}"
            assert focus.get("lost") or (focus["marked"] and focus["seen"]), focus

    def follow(self, link: Locator) -> None:
        """Press Enter on a link or a button."""
        self.tab_to(link)
        self.press("Enter")

    def fill(self, question: Locator, fields: Fields) -> None:
        """Fill a question's form in."""
        for name, values in fields.items():
            for value in values:
                self._fill_one(question, name, value)

    def _fill_one(self, question: Locator, name: str, value: str) -> None:
        controls = question.locator(f'[name="{name}"]')
        match kind_of(controls.first):
            case "radio":
                self._choose(controls, value)
            case "checkbox":
                self.tab_to(question.locator(f'[name="{name}"][value="{value}"]'))
                self.press("Space")
            case "select-one":
                self._select(controls, value)
            case _:
                self.tab_to(controls)
                self.press("Control+A")
                self.page.keyboard.type(value)

    def _choose(self, radios: Locator, value: str) -> None:
        values = [radio.get_attribute("value") for radio in radios.all()]
        self.tab_to(radios.first)
        self.press("Space")
        focused = self.page.evaluate("document.activeElement.value")
        for _ in range((values.index(value) - values.index(focused)) % len(values)):
            self.press("ArrowDown")

    def _select(self, menu: Locator, value: str) -> None:
        self.tab_to(menu)
        values = menu.evaluate("menu => [...menu.options].map(option => option.value)")
        steps = values.index(value) - values.index(menu.input_value())
        for _ in range(abs(steps)):
            self.press("ArrowDown" if steps > 0 else "ArrowUp")
