"""A folder of source files, each read when it is asked for."""

from dataclasses import dataclass
from pathlib import Path

from app.content.files import SourceFile, read_source
from app.content.problems import Report


@dataclass(frozen=True, slots=True)
class Folder:
    """`name` is the folder's path as problems show it."""

    path: Path
    name: str

    def subfolder(self, name: str) -> "Folder":
        return Folder(self.path / name, f"{self.name}/{name}")

    def subfolders(self, holding: str) -> tuple[str, ...]:
        """The names of the folders inside that hold a file of that name."""
        return tuple(sorted(path.parent.name for path in self.path.glob(f"*/{holding}")))

    def has(self, file: str) -> bool:
        return (self.path / file).is_file()

    def read(self, file: str, report: Report) -> SourceFile | None:
        return read_source(self.path / file, f"{self.name}/{file}", report)

    def markdown(self, *, without: frozenset[str]) -> tuple[str, ...]:
        """The names of the Markdown files, sorted."""
        names = (path.name for path in self.path.glob("*.md"))
        return tuple(sorted(name for name in names if name not in without and not name.startswith(".")))
