"""Whether the parts of a story know one another: scenes, endings, facts, people, pictures."""

from collections.abc import Iterator, Sequence

from app.content.identifiers import check_unique
from app.content.model import Place
from app.content.problems import Report, suggestion
from app.content.stories import END, Choice, Condition, Ending, Fact, Game, Scene


def check_game(game: Game, scenes: Sequence[Scene], report: Report) -> None:
    """Report what doesn't exist, exists twice, or is never asked for. `scenes` are those of the files, all of them."""
    check_unique(((each.id, each.place) for each in scenes), "scene", report)
    check_unique(((each.id, each.place) for each in game.endings), "ending", report)
    check_unique(((each.id, each.place) for each in game.openings), "opening", report)
    for named in (game.measures, game.people):
        check_unique(((each.id, each.place) for each in named), "name", report)
    for opening in game.openings:
        if opening.scene not in game.scenes:
            instead = suggestion(opening.scene, game.scenes, "write scene= and the id of a scene")
            report.error(opening.place, f'there is no scene "{opening.scene}" to begin with', instead)
    for scene in scenes:
        check_unique(((each.key, each.place) for each in scene.choices), "choice", report)
        _check_ways(scene, game, report)
    if END in game.scenes:
        report.error(
            game.scenes[END].place, f'"{END}" is no name for a scene', f'"goto: {END}" ends the story; rename it'
        )
    _check_looks(game, report)
    _check_endings(game, report)
    _check_facts(game, report)


def _check_ways(scene: Scene, game: Game, report: Report) -> None:
    if not scene.choices:
        report.error(scene.place, f'the scene "{scene.id}" is a dead end', "write its choices, or make it an ending")
    for choice in scene.choices:
        for way in choice.ways:
            if way.to != END and way.to not in game.scenes:
                instead = suggestion(way.to, game.scenes, f'write the id of a scene, or "{END}"')
                report.error(choice.place, f'there is no scene "{way.to}"', instead)


def _check_looks(game: Game, report: Report) -> None:
    people = {each.id for each in game.people}
    places: list[Scene | Ending] = [*game.scenes.values(), *game.endings]
    for each in places:
        if each.who and each.who not in people:
            instead = suggestion(each.who, sorted(people), f'add "::: person {each.who}" to the game')
            report.error(each.place, f'there is no person "{each.who}"', instead)
        for picture in filter(None, (each.art, each.who)):
            if picture not in game.art:
                instead = suggestion(picture, game.art, f'put "{picture}.svg" into the folder "art"')
                report.error(each.place, f'there is no picture "{picture}"', instead)


def _check_endings(game: Game, report: Report) -> None:
    if not game.endings:
        report.error(game.place, "the story has no ending", 'write "::: ending name" into one of its files')
        return
    for ending in game.endings[:-1]:
        if not ending.when:
            wrong = f'no ending after "{ending.id}" is ever reached, as it has no condition'
            report.error(ending.place, wrong, 'write "when: …" below its first line, or move it to the end')
    if game.endings[-1].when:
        wrong = f'a story can end without any ending, as the last, "{game.endings[-1].id}", has a condition'
        report.error(game.endings[-1].place, wrong, 'remove its "when:", or add one more without')


def _check_facts(game: Game, report: Report) -> None:
    openings = {each.id for each in game.openings}
    made = set(openings)
    choices = [choice for scene in game.scenes.values() for choice in scene.choices]
    for choice in choices:
        made |= choice.happens
        for fact in sorted((choice.happens | choice.undone) & openings):
            report.error(choice.place, f'"{fact}" is an opening, and stays so', "note another fact")
    asked = set()
    for place, condition in _conditions(game):
        for fact in facts_in(condition):
            asked.add(fact)
            if fact not in made:
                report.error(place, f'"{fact}" never happens', suggestion(fact, sorted(made), "remove it"))
    for choice in choices:
        for fact in sorted((choice.happens | choice.undone) - asked - openings):
            wrong = f'nothing asks whether "{fact}" happened'
            report.warning(choice.place, wrong, suggestion(fact, sorted(asked), "remove it"))


def _conditions(game: Game) -> Iterator[tuple[Place, Condition]]:
    for scene in game.scenes.values():
        yield from ((scene.place, each.when) for each in scene.text)
        for choice in scene.choices:
            yield from ((choice.place, condition) for condition in conditions_of(choice))
            yield from ((choice.place, each.when) for each in choice.consequence)
    for ending in game.endings:
        yield ending.place, ending.when
        yield from ((ending.place, each.when) for each in ending.text)


def conditions_of(choice: Choice) -> tuple[Condition, ...]:
    """Those that decide whether it is open and where it leads."""
    return (choice.when, *(way.when for way in choice.ways))


def facts_in(condition: Condition) -> set[str]:
    """The names of the facts that it asks for."""
    return {test.name for tests in condition for test in tests if isinstance(test, Fact)}
